package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells an oracle what happened, in short. Numbers are relative, as in scenarios: the target's initial sequence number is {@link #ISS},
 * the peer's {@link #IRS}.
 */
final class Witness {
    static final long ISS = 0xffff_fff0L; // wraps soon
    static final long IRS = 5000;
    static final IpAddress TARGET = IpAddress.of("192.168.0.1");
    static final IpAddress PEER = IpAddress.of("192.0.2.1");
    static final long MILLI = 1_000_000;
    static final FourTuple TUPLE = new FourTuple(TARGET, 8080, PEER, 40000);

    final Oracle oracle;
    private long time;
    private long calls;

    Witness(Delivery delivery) {
        oracle = new Oracle(delivery, false);
    }

    Witness() {
        this(Delivery.EXACT);
    }

    /** A listener on 3, a handshake, and the connection accepted as 4. */
    static Witness accepted() {
        return new Witness()
                .listening()
                .in(0, 0, SYN)
                .out(0, 1, SYN, ACK)
                .in(1, 1, ACK)
                .accept();
    }

    /** A connection opened with connect on 3. */
    static Witness connected() {
        return new Witness()
                .call(new SocketCall.Connect(3, PEER, 40000), 0)
                .out(0, 0, SYN)
                .in(0, 1, SYN, ACK)
                .out(1, 1, ACK);
    }

    Witness listening() {
        return call(new SocketCall.Listen(3, 1, TARGET, 8080), 0);
    }

    Witness accept() {
        long id = calls++;
        oracle.observe(new Observation.CallStarted(time, id, new SocketCall.Accept(3)));
        oracle.observe(new Observation.CallReturned(time, id, 4, Optional.empty(), Optional.of(TUPLE)));
        return this;
    }

    Witness call(SocketCall call, long value) {
        long id = calls++;
        oracle.observe(new Observation.CallStarted(time, id, call));
        oracle.observe(new Observation.CallReturned(
                time, id, value, value < 0 ? Optional.of("EAGAIN") : Optional.empty(), Optional.empty()));
        return this;
    }

    Witness later(long millis) {
        time += millis * MILLI;
        return this;
    }

    /** All that came by now has been seen. */
    Witness elapsed(long millis) {
        later(millis);
        oracle.observe(new Observation.Elapsed(time));
        return this;
    }

    Witness in(long seq, long ack, TcpFlag... flags) {
        return in(seq, ack, 0, flags);
    }

    Witness in(long seq, long ack, int length, TcpFlag... flags) {
        Segment s = segment(40000, 8080, IRS + seq, ack == 0 ? 0 : ISS + ack, length, flags);
        return in(s);
    }

    Witness in(Segment s) {
        oracle.observe(new Observation.Inbound(time, new Packet(IpHeader.between(PEER, TARGET), s)));
        return this;
    }

    Witness out(long seq, long ack, TcpFlag... flags) {
        return out(seq, ack, 0, flags);
    }

    Witness out(long seq, long ack, int length, TcpFlag... flags) {
        return out(segment(8080, 40000, ISS + seq, ack == 0 ? 0 : IRS + ack, length, flags));
    }

    Witness out(Segment s) {
        oracle.observe(new Observation.Outbound(time, new Packet(IpHeader.between(TARGET, PEER), s)));
        return this;
    }

    /** A segment in whose IP header the ECN field is {@code ecn}. */
    Witness outWith(int ecn, long seq, long ack, int length, TcpFlag... flags) {
        Segment s = segment(8080, 40000, ISS + seq, ack == 0 ? 0 : IRS + ack, length, flags);
        oracle.observe(new Observation.Outbound(time, new Packet(marked(TARGET, PEER, ecn), s)));
        return this;
    }

    /** The same, from the peer. */
    Witness inWith(int ecn, long seq, long ack, int length, TcpFlag... flags) {
        Segment s = segment(40000, 8080, IRS + seq, ack == 0 ? 0 : ISS + ack, length, flags);
        oracle.observe(new Observation.Inbound(time, new Packet(marked(PEER, TARGET, ecn), s)));
        return this;
    }

    private static IpHeader marked(IpAddress from, IpAddress to, int ecn) {
        IpHeader.V4 plain = (IpHeader.V4) IpHeader.between(from, to);
        return new IpHeader.V4(from, to, ecn, plain.hopLimit(), 0, true, false, 0, Bytes.EMPTY, plain.raw());
    }

    Witness seen(TcpState state) {
        oracle.observe(new Observation.StateSeen(time, TUPLE, state));
        return this;
    }

    static Segment segment(int from, int to, long seq, long ack, int length, TcpFlag... flags) {
        return Segment.between(from, to)
                .withSeq(SequenceNumber.of(seq))
                .withAck(SequenceNumber.of(ack))
                .withFlags(flags)
                .withWindow(10_000)
                .withPayload(Bytes.zeros(length))
                .withOptions(
                        TcpFlag.maskOf(flags) == SYN.mask() || TcpFlag.maskOf(flags) == TcpFlag.maskOf(SYN, ACK)
                                ? List.of(new TcpOption.MaximumSegmentSize(1460))
                                : List.of());
    }

    Set<TcpState> states() {
        return oracle.statesOf(TUPLE);
    }

    List<Violation> violations() {
        return oracle.violations();
    }

    /** The clauses found, in order. */
    List<String> clauses() {
        return violations().stream().map(Violation::clause).toList();
    }
}
