package io.statecraft.stack;

import io.statecraft.clock.LiveTimers;
import io.statecraft.link.Link;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * A {@link Stack} at one end of a link, in the time of a clock that goes on by itself: what real stacks are at the other end of a TUN
 * device. Confined to one thread, which serves it.
 */
public final class LiveHost {
    private static final int LARGEST = 65_536;
    private static final int PACKETS_AT_A_TIME = 32;

    private final LiveTimers timers;
    private final Link link;
    private final Witness witness;
    private final Stack stack;
    private final ByteBuffer outgoing = ByteBuffer.allocate(LARGEST);

    /** Sees what goes in and out, for a judge. Times are by the host's clock. */
    public interface Witness {
        /** Sees nothing. */
        Witness NONE = new Witness() {
            @Override
            public void arrives(long time, Packet packet) {
                // not looked at
            }

            @Override
            public void leaves(long time, Packet packet) {
                // not looked at
            }
        };

        /** A packet is about to be given to the stack. */
        void arrives(long time, Packet packet);

        /** The stack sends a packet. */
        void leaves(long time, Packet packet);
    }

    /**
     * @param profile how the stack behaves
     * @param timers what it lives by
     * @param seed for initial sequence numbers
     * @param mtu of the link, in octets
     * @param link to the others, which stays its owner's
     * @param witness of all packets
     */
    public LiveHost(Profile profile, LiveTimers timers, long seed, int mtu, Link link, Witness witness) {
        this.timers = timers;
        this.link = link;
        this.witness = witness;
        this.stack = new Stack(profile, timers, seed, mtu, this::send);
    }

    public Stack stack() {
        return stack;
    }

    /**
     * Takes packets and runs timers until {@code done}, or until {@code deadline}, by the clock.
     *
     * @param program runs whenever something may have changed that it could see
     * @return whether it is done
     */
    public boolean serve(Runnable program, BooleanSupplier done, long deadline) {
        program.run();
        while (!done.getAsBoolean()) {
            long now = timers.now();
            if (now >= deadline) {
                return false;
            }
            Link.Received received = link.receive(Math.min(deadline, timers.next()));
            for (int i = 0; received != null; i++) {
                arrive(received.packet());
                received = i < PACKETS_AT_A_TIME ? link.receive(Long.MIN_VALUE) : null;
            }
            timers.runDue();
            program.run();
        }
        return true;
    }

    private void arrive(ByteBuffer bytes) {
        Decoded decoded = PacketCodec.decode(bytes);
        if (decoded.isSound()) { // what is damaged is dropped in silence (MUST-3)
            witness.arrives(timers.now(), decoded.packet());
            stack.receive(decoded.packet());
        }
    }

    private void send(Packet packet) {
        witness.leaves(timers.now(), packet);
        outgoing.clear();
        PacketCodec.encode(packet, outgoing);
        link.send(outgoing.flip());
    }
}
