package io.statecraft.link;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.Readiness;
import io.statecraft.posix.Scheduling;
import io.statecraft.posix.ThreadEnd;
import io.statecraft.posix.Urgency;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Answers a neighbour's ARP requests (RFC 826) and neighbour solicitations (RFC 4861): whatever address it looks for is ours.
 *
 * <p>By a thread of its own, because the neighbour may ask while the scenario does something else, and then waits with its packets.
 */
final class NeighbourResponder implements AutoCloseable {
    private final MacAddress own;
    private final PacketSocket socket;
    private final Readiness readiness = new Readiness();
    private final Thread thread;
    private final NativeMemory reply = NativeMemory.allocate(OffloadHeader.SIZE + NeighbourReplies.LARGEST);
    private volatile boolean closing;

    /** Starts to answer on an interface, with {@code own} as the link address. */
    NeighbourResponder(int interfaceIndex, MacAddress own, MonotonicClock clock) {
        this.own = own;
        try {
            // Frames are wanted whole here, so no link header is taken off.
            socket = new PacketSocket(interfaceIndex, 0, PacketFilter.neighbourQuestions(), clock);
        } catch (RuntimeException e) {
            readiness.close();
            throw e;
        }
        readiness.watch(socket.descriptor());
        thread = new Thread(this::run, "neighbour responder");
        thread.setDaemon(true);
        Scheduling.passingOn(thread::start);
    }

    private void run() {
        Scheduling.realTime(Urgency.PLAYING); // where it is permitted: the neighbour's packets wait for the answer
        while (!closing) {
            readiness.await();
            Link.Received question;
            while (!closing && (question = socket.receive(Long.MIN_VALUE)) != null) {
                answer(question.packet());
            }
        }
    }

    private void answer(ByteBuffer question) {
        ByteBuffer answer = reply.slice(OffloadHeader.SIZE, reply.size()).order(ByteOrder.BIG_ENDIAN);
        int length = NeighbourReplies.answer(question.slice().order(ByteOrder.BIG_ENDIAN), own, answer);
        if (length > 0) {
            OffloadHeader.putNone(reply, 0);
            try {
                socket.send(reply, OffloadHeader.SIZE + length);
            } catch (LinkException e) {
                // The interface is down or going: nobody waits for the answer.
            }
        }
    }

    /** Ends the thread, and waits for that. */
    @Override
    public void close() {
        closing = true;
        readiness.wakeUp();
        ThreadEnd.await(thread);
        readiness.close();
        socket.close();
    }
}
