package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.misreading;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.stack.fault.Seeds.transmitting;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.CWR;
import static io.statecraft.wire.TcpFlag.ECE;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.tcp.Connection;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.WindowScale;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Explicit congestion notification: RFC 3168. */
final class EcnFaults {
    private static final int LARGE = 500; // octets: so that not every scenario has such a segment
    private static final int FIELD = 3; // of the IP header's octet
    private static final int CAPABLE = 2; // ECT(0)
    private static final int CONGESTED = 3; // CE
    private static final int BOTH = ECE.mask() | CWR.mask();

    private EcnFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "ecn/capable-syn-ack",
                        "A SYN,ACK with timestamps goes in a packet that is marked as ECN-capable.",
                        transmitting(packet -> isStampedSynAck(packet) ? marked(packet, CAPABLE) : packet),
                        "RFC3168-4"),
                SeededFault.of(
                        "ecn/capable-unasked",
                        "More than half a thousand octets of text go in packets that are marked as ECN-capable, although the peer has not"
                                + " agreed to that.",
                        transmitting(packet -> hasMuchText(packet) ? marked(packet, CAPABLE) : packet),
                        "RFC3168-3"),
                SeededFault.of(
                        "ecn/accepted-unasked",
                        "A SYN,ACK with a window scale accepts ECN, although the SYN has not offered it.",
                        sending(s -> s.has(SYN) && s.has(ACK) && OptionFaults.has(s, WindowScale.class)
                                ? s.withFlags(s.flags() | ECE.mask())
                                : s),
                        "RFC3168-1"),
                SeededFault.of(
                        "ecn/accepted-although-off",
                        "A SYN,ACK accepts ECN whenever the SYN offers it, also where it is switched off.",
                        AlwaysWilling::new,
                        "RFC3168-2"),
                SeededFault.of(
                        "ecn/both-bits-accept",
                        "A SYN,ACK with both ECE and CWR is taken for one that accepts ECN.",
                        misreading(s -> s.has(SYN) && s.has(ACK) && (s.flags() & BOTH) == BOTH
                                ? s.withFlags(s.flags() & ~CWR.mask())
                                : s),
                        "RFC3168-5",
                        "RFC3168-3"),
                SeededFault.of(
                        "ecn/mark-unseen",
                        "The CE mark of what arrives is not looked at.",
                        Seeds.receiving((decoded, right) ->
                                right ? Optional.of(marked(decoded.packet(), 0)) : Optional.empty()),
                        "RFC3168-9"),
                SeededFault.of(
                        "ecn/echoed-once",
                        "A CE mark is echoed by one acknowledgment alone.",
                        EchoedOnce::new,
                        "RFC3168-9"),
                SeededFault.of(
                        "ecn/echo-without-end",
                        "The peer's CWR does not end the echo of a CE mark.",
                        misreading(s -> s.has(SYN) ? s : s.withFlags(s.flags() & ~CWR.mask())),
                        "RFC3168-9",
                        "RFC3168-10"),
                SeededFault.of(
                        "ecn/one-mark-a-connection",
                        "Once the peer has said CWR, CE marks are not looked at any more.",
                        OneMark::new,
                        "RFC3168-10"),
                SeededFault.of(
                        "ecn/mark-of-anything-echoed",
                        "The CE mark of a segment outside the window is echoed.",
                        EchoesAnything::new,
                        "RFC3168-14"),
                SeededFault.of(
                        "ecn/echo-unheeded",
                        "The peer's ECE does not make the window smaller.",
                        misreading(s -> s.has(SYN) ? s : s.withFlags(s.flags() & ~ECE.mask())),
                        "RFC3168-6"),
                SeededFault.of(
                        "ecn/every-echo-counts",
                        "Each ECE halves the window, also in the same window of text.",
                        EveryEcho::new,
                        "RFC3168-7"),
                SeededFault.of(
                        "ecn/reduction-unsaid",
                        "Nothing says CWR when the window was made smaller.",
                        sending(s -> s.has(SYN) ? s : s.withFlags(s.flags() & ~CWR.mask())),
                        "RFC3168-8"),
                SeededFault.of(
                        "ecn/reduction-said-for-ever",
                        "Once a segment has said CWR, all do that follow.",
                        SaidForEver::new,
                        "RFC3168-8"),
                SeededFault.of(
                        "ecn/capable-acknowledgments",
                        "Acknowledgments without text are marked as ECN-capable.",
                        capable((s, again) -> s.length() == 0 && !s.has(RST)),
                        "RFC3168-11"),
                SeededFault.of(
                        "ecn/capable-retransmissions",
                        "What is sent again is marked as ECN-capable.",
                        capable((s, again) -> again && s.payload().length() > 1),
                        "RFC3168-12"),
                SeededFault.of(
                        "ecn/capable-window-probes",
                        "A probe of a closed window is marked as ECN-capable.",
                        capable((s, again) -> s.payload().length() == 1),
                        "RFC3168-13"));
    }

    private static boolean isStampedSynAck(Packet packet) {
        Segment s = packet.segment();
        return s != null && s.has(SYN) && s.has(ACK) && OptionFaults.has(s, Timestamps.class);
    }

    private static boolean hasMuchText(Packet packet) {
        return packet.segment() != null && packet.segment().payload().length() > LARGE;
    }

    private static boolean isCongested(Decoded decoded) {
        return (decoded.packet().ip().trafficClass() & FIELD) == CONGESTED;
    }

    /** The packet with another ECN field. */
    private static Packet marked(Packet packet, int field) {
        int octet = packet.ip().trafficClass() & ~FIELD | field;
        return new Packet(packet.ip().withTrafficClass(octet), packet.transport());
    }

    /** Segments like this are marked as ECN-capable where ECN was agreed on; the predicate is told whether a number was sent before. */
    private static java.util.function.Supplier<Fault> capable(BiPredicate<Segment, Boolean> which) {
        return () -> new Fault() {
            private boolean offered;
            private SequenceNumber highest;

            @Override
            public Optional<Packet> transmit(Packet packet) {
                Segment s = packet.segment();
                if (s == null) {
                    return Optional.of(packet);
                }
                if (s.has(SYN)) {
                    offered |= s.has(ECE);
                    highest = s.end();
                    return Optional.of(packet);
                }
                boolean again = s.length() > 0 && highest != null && s.end().isAtOrBefore(highest);
                highest = highest == null ? s.end() : SequenceNumber.max(highest, s.end());
                return Optional.of(offered && which.test(s, again) ? marked(packet, CAPABLE) : packet);
            }
        };
    }

    private static final class AlwaysWilling implements Fault {
        private boolean asked;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Segment s = packet.packet().segment();
            if (s != null && s.has(SYN) && !s.has(ACK)) {
                asked = (s.flags() & BOTH) == BOTH;
            }
            return Fault.super.receive(packet, right);
        }

        @Override
        public Segment emit(Segment s) {
            return asked && s.has(SYN) && s.has(ACK) ? s.withFlags(s.flags() | ECE.mask()) : s;
        }
    }

    private static final class EchoedOnce implements Fault {
        private boolean echoed;

        @Override
        public Segment emit(Segment s) {
            if (s.has(SYN) || !s.has(ECE)) {
                return s;
            }
            Segment sent = echoed ? s.withFlags(s.flags() & ~ECE.mask()) : s;
            echoed = true;
            return sent;
        }
    }

    private static final class OneMark implements Fault {
        private boolean over;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Optional<Packet> taken = Fault.super.receive(packet, right).map(p -> over ? marked(p, 0) : p);
            Segment s = packet.packet().segment();
            over |= s != null && !s.has(SYN) && s.has(CWR);
            return taken;
        }
    }

    private static final class EchoesAnything implements Fault {
        private boolean congested;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            congested = isCongested(packet);
            return Fault.super.receive(packet, right);
        }

        @Override
        public Segment emit(Segment s) {
            boolean echo = congested && s.has(ACK) && !s.has(SYN);
            congested = false;
            return echo ? s.withFlags(s.flags() | ECE.mask()) : s;
        }
    }

    private static final class EveryEcho implements Fault {
        private int echoes;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Segment s = packet.packet().segment();
            echoes += s != null && !s.has(SYN) && s.has(ECE) ? 1 : 0;
            return Fault.super.receive(packet, right);
        }

        @Override
        public long congestionRoom(Connection connection, long right) {
            int inFlight = connection.snd().inFlight();
            return echoes > 1 ? (right + inFlight) / 2 - inFlight : right;
        }
    }

    private static final class SaidForEver implements Fault {
        private boolean said;

        @Override
        public Segment emit(Segment s) {
            said |= !s.has(SYN) && s.has(CWR);
            return said && !s.payload().isEmpty() ? s.withFlags(s.flags() | CWR.mask()) : s;
        }
    }
}
