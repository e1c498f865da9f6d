package io.statecraft.stack;

import io.statecraft.clock.VirtualClock;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stack, and a peer whose segments are written by hand: the peer's numbers begin at 1000, the stack's are told from its SYN on. */
final class Peer {
    static final IpAddress HOST = IpAddress.of("10.0.0.1");
    static final IpAddress REMOTE = IpAddress.of("10.0.0.2");
    static final int PORT = 8080;
    static final int REMOTE_PORT = 5000;
    static final long ISN = 1000;

    final VirtualClock clock = new VirtualClock();
    final Stack stack;
    private final List<Segment> sent = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Integer> trafficClasses = new ArrayList<>();
    private int read;
    private SequenceNumber base;

    Peer(Profile profile) {
        stack = new Stack(profile, clock, 7, 1500, packet -> {
            sent.add(packet.segment());
            times.add(clock.now());
            trafficClasses.add(packet.ip().trafficClass());
        });
        stack.addAddress(HOST);
    }

    /** With one setting changed. */
    static Peer of(Profile profile, Setting setting, long value) {
        return new Peer(profile.with(setting, value));
    }

    /** A connection from the stack to the peer, whose window is {@code window}. */
    Endpoint connected(EndpointOptions options, int window, TcpOption... offered) {
        return connected(options, 0, window, offered);
    }

    /** Plain, with a handshake that takes {@code delay} nanoseconds. */
    Endpoint connected(long delay) {
        return connected(new EndpointOptions(stack.profile()), delay, 65_535, new TcpOption.MaximumSegmentSize(1000));
    }

    private Endpoint connected(EndpointOptions options, long delay, int window, TcpOption... offered) {
        Endpoint endpoint = stack.connect(ends(), options);
        Segment syn = next();
        base = syn.seq();
        run(delay);
        read = sent.size();
        inject(segment("S.", 0, 1, 0, window).withOptions(Arrays.asList(offered)));
        expect(".", 1, 1, 0);
        return endpoint;
    }

    /** The same, plain: no timestamps, no scale, MSS 1000, a window of 65535. */
    Endpoint connected() {
        return connected(new EndpointOptions(stack.profile()), 65_535, new TcpOption.MaximumSegmentSize(1000));
    }

    FourTuple ends() {
        return new FourTuple(HOST, PORT, REMOTE, REMOTE_PORT);
    }

    /** From the peer: {@code seq} counts from its SYN, {@code ack} from the stack's. */
    Segment segment(String flags, long seq, long ack, int length, int window) {
        return Segment.between(REMOTE_PORT, PORT)
                .withSeq(SequenceNumber.of(ISN + seq))
                .withAck(flags.contains(".") ? base.plus(ack) : SequenceNumber.ZERO)
                .withFlags(mask(flags))
                .withWindow(window)
                .withPayload(Bytes.zeros(length));
    }

    void inject(String flags, long seq, long ack, int length, int window) {
        inject(segment(flags, seq, ack, length, window));
    }

    /** With a window of 65535. */
    void inject(String flags, long seq, long ack, int length) {
        inject(flags, seq, ack, length, 65_535);
    }

    void inject(Segment s) {
        stack.receive(new Packet(IpHeader.between(REMOTE, HOST), s));
    }

    /** The IP header's ECN field of the segment that {@link #next} gave last. */
    int ecn() {
        return trafficClasses.get(read - 1) & 3;
    }

    /** The same with congestion experienced: CE in the IP header. */
    void injectMarked(Segment s) {
        IpHeader.V4 plain = (IpHeader.V4) IpHeader.between(REMOTE, HOST);
        IpHeader marked = new IpHeader.V4(
                plain.source(),
                plain.destination(),
                3,
                plain.hopLimit(),
                plain.identification(),
                plain.dontFragment(),
                plain.moreFragments(),
                plain.fragmentOffset(),
                plain.options(),
                plain.raw());
        stack.receive(new Packet(marked, s));
    }

    void run(long nanos) {
        clock.sleepUntil(clock.now() + nanos);
    }

    /** The next segment that the stack sent and nobody has looked at. */
    Segment next() {
        if (read == sent.size()) {
            throw new AssertionError("the stack has sent nothing");
        }
        Segment s = sent.get(read++);
        if (base == null) {
            base = s.seq();
        }
        return s;
    }

    /** When the segment was sent that {@link #next} gave last. */
    long time() {
        return times.get(read - 1);
    }

    /** The next segment must be this; numbers count from the SYNs. */
    Segment expect(String flags, long seq, long ack, int length) {
        Segment s = next();
        String wanted = describe(mask(flags), base.plus(seq), SequenceNumber.of(ISN + ack), length);
        String got = describe(s.flags(), s.seq(), s.ack(), s.payload().length());
        if (!wanted.equals(got)) {
            throw new AssertionError("expected " + wanted + ", got " + got);
        }
        return s;
    }

    void expectNothing() {
        if (read < sent.size()) {
            Segment s = next();
            throw new AssertionError("unexpected: "
                    + describe(s.flags(), s.seq(), s.ack(), s.payload().length()));
        }
    }

    private String describe(int flags, SequenceNumber seq, SequenceNumber ack, int length) {
        return Integer.toHexString(flags) + " " + seq.since(base) + " ack " + (ack.toLong() - ISN) + " (" + length
                + ")";
    }

    private static int mask(String flags) {
        int mask = 0;
        for (TcpFlag flag : TcpFlag.values()) {
            String letter = flag == TcpFlag.ACK ? "." : flag.name().substring(0, 1);
            mask |= flags.contains(letter) && flag.mask() <= TcpFlag.URG.mask() ? flag.mask() : 0;
        }
        return mask;
    }
}
