package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.stack.fault.Seeds.transmitting;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.ECE;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.WindowScale;
import java.util.List;

/** Congestion control: RFC 9293 section 3.8.2, RFC 5681, RFC 6928; and ECN: RFC 3168. */
final class CongestionFaults {
    private static final int ECN_CAPABLE = 2;

    private CongestionFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "congestion/none",
                        "Whatever the peer's window takes is sent at once: there is no congestion window.",
                        NoWindow::new,
                        "RFC9293:MUST-19",
                        "RFC5681-1"),
                SeededFault.of(
                        "congestion/initial-window-of-thirty",
                        "A connection begins with thirty segments.",
                        profile(p -> p.with(Setting.INITIAL_WINDOW, 30)),
                        "RFC6928-1",
                        "RFC5681-1"),
                SeededFault.of(
                        "congestion/never-shrinks",
                        "Neither a timeout nor a loss makes the congestion window smaller.",
                        NeverLess::new,
                        "RFC5681-8",
                        "RFC9293:MUST-19"),
                SeededFault.of(
                        "congestion/lost-syn-forgotten",
                        "A connection whose SYN was lost begins with ten segments.",
                        TenSegments::new,
                        "RFC5681-3"),
                SeededFault.of(
                        "congestion/no-fast-retransmit",
                        "Duplicate acknowledgments do not bring a segment back: only the timeout does.",
                        profile(p -> p.with(Setting.DUPLICATE_THRESHOLD, 1000)),
                        "RFC5681-14"),
                SeededFault.of(
                        "ecn/capable-syn-ack",
                        "A SYN,ACK with timestamps goes in a packet that is marked as ECN-capable.",
                        transmitting(packet -> isStampedSynAck(packet) ? capable(packet) : packet),
                        "RFC3168-4"),
                SeededFault.of(
                        "ecn/capable-unasked",
                        "Text goes in packets that are marked as ECN-capable, although the peer has not agreed to that.",
                        transmitting(packet -> packet.segment() != null
                                        && !packet.segment().payload().isEmpty()
                                ? capable(packet)
                                : packet),
                        "RFC3168-3"),
                SeededFault.of(
                        "ecn/accepted-unasked",
                        "A SYN,ACK with a window scale accepts ECN, although the SYN has not offered it.",
                        sending(s -> s.has(SYN) && s.has(ACK) && OptionFaults.has(s, WindowScale.class)
                                ? s.withFlags(s.flags() | ECE.mask())
                                : s),
                        "RFC3168-1"));
    }

    private static boolean isStampedSynAck(Packet packet) {
        Segment s = packet.segment();
        return s != null && s.has(SYN) && s.has(ACK) && OptionFaults.has(s, Timestamps.class);
    }

    private static Packet capable(Packet packet) {
        IpHeader ip = packet.ip();
        int octet = ip.trafficClass() | ECN_CAPABLE;
        IpHeader marked = ip instanceof IpHeader.V4 v4
                ? new IpHeader.V4(
                        v4.source(),
                        v4.destination(),
                        octet,
                        v4.hopLimit(),
                        v4.identification(),
                        v4.dontFragment(),
                        v4.moreFragments(),
                        v4.fragmentOffset(),
                        v4.options(),
                        v4.raw())
                : new IpHeader.V6(
                        ip.source(),
                        ip.destination(),
                        octet,
                        ip.hopLimit(),
                        ((IpHeader.V6) ip).flowLabel(),
                        ((IpHeader.V6) ip).payloadLength());
        return new Packet(marked, packet.transport());
    }

    private static final class NoWindow implements Fault {
        @Override
        public long congestionRoom(Connection connection, long right) {
            return Integer.MAX_VALUE;
        }
    }

    /** Remembers the largest window that there was. */
    private static final class NeverLess implements Fault {
        private long largest;

        @Override
        public long congestionRoom(Connection connection, long right) {
            largest = Math.max(largest, right + connection.snd().inFlight());
            return Math.max(right, largest - connection.snd().inFlight());
        }
    }

    private static final class TenSegments implements Fault {
        private static final int SEGMENTS = 10;

        @Override
        public long congestionRoom(Connection connection, long right) {
            SendSpace snd = connection.snd();
            boolean first = snd.una().equals(snd.iss().plus(1)) && connection.peer() != null;
            long mss = first ? connection.peer().mss() : 0;
            return Math.max(right, SEGMENTS * mss - snd.inFlight());
        }
    }
}
