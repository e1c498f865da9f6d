package io.statecraft.stack;

import io.statecraft.clock.VirtualClock;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Two stacks, back to back in virtual time, and everything that they sent. */
final class Wire {
    static final IpAddress LEFT = IpAddress.of("10.0.0.1");
    static final IpAddress RIGHT = IpAddress.of("10.0.0.2");
    static final int PORT = 8080;
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final int MTU = 1500;

    /** A segment on the way: when it was sent, and by whom. */
    record Sent(long time, boolean fromLeft, Segment segment, byte[] bytes) {}

    /** What becomes of a packet: when it arrives after it was sent; several times if it is duplicated, none if it is lost. */
    interface Path {
        long[] delays(Sent sent);
    }

    final VirtualClock clock = new VirtualClock();
    final List<Sent> log = new ArrayList<>();
    final Stack left;
    final Stack right;
    private Path path = sent -> new long[] {10 * MILLI};

    Wire(Profile leftProfile, Profile rightProfile, long seed) {
        left = new Stack(leftProfile, clock, seed, MTU, packet -> carry(true, packet));
        right = new Stack(rightProfile, clock, seed + 1, MTU, packet -> carry(false, packet));
        left.addAddress(LEFT);
        right.addAddress(RIGHT);
    }

    Wire(Profile both) {
        this(both, both, 1);
    }

    void path(Path next) {
        path = next;
    }

    private void carry(boolean fromLeft, Packet packet) {
        byte[] bytes = PacketCodec.encode(packet);
        Sent sent = new Sent(clock.now(), fromLeft, packet.segment(), bytes);
        log.add(sent);
        for (long delay : path.delays(sent)) {
            Stack to = fromLeft ? right : left;
            clock.at(clock.now() + delay, () -> to.receive(ByteBuffer.wrap(bytes)));
        }
    }

    void run(long nanos) {
        clock.sleepUntil(clock.now() + nanos);
    }

    /** The left side's ends towards the right side's listener. */
    FourTuple ends() {
        return new FourTuple(LEFT, 40_000, RIGHT, PORT);
    }

    /** Both sides of a connection that is open. */
    record Open(Endpoint client, Endpoint server) {}

    /** The left side connects to the right side's listener. */
    Open open() {
        return open(new EndpointOptions(left.profile()), new EndpointOptions(right.profile()));
    }

    Open open(EndpointOptions client, EndpointOptions server) {
        Listener listener = right.listen(null, PORT, 5, server);
        Endpoint opening = left.connect(ends(), client);
        run(SECOND);
        Endpoint accepted = listener.accept();
        if (accepted == null) {
            throw new AssertionError("no connection: " + opening.state());
        }
        return new Open(opening, accepted);
    }

    /** What one side sent since an index of the log. */
    List<Segment> sent(boolean byLeft, int since) {
        return log.subList(since, log.size()).stream()
                .filter(sent -> sent.fromLeft() == byLeft)
                .map(Sent::segment)
                .toList();
    }

    /** Octets of text that tell where they stand. */
    static Bytes text(int from, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) ((from + i) * 31 >>> 3 ^ from + i);
        }
        return Bytes.of(octets);
    }
}
