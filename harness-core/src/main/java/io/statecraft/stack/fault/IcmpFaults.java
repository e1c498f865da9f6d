package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.events;
import static io.statecraft.stack.fault.Seeds.receiving;

import io.statecraft.stack.Fault;
import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.List;
import java.util.Optional;

/** ICMP: RFC 9293 section 3.9.2.2, RFC 5927. */
final class IcmpFaults {
    private static final int SOURCE_QUENCH = 4;
    private static final int UNREACHABLE = 3;
    private static final int HOST = 1;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int PACKET_TOO_BIG = 2; // ICMPv6

    private IcmpFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "icmp/source-quench-kills",
                        "A source quench ends the connection.",
                        QuenchKills::new,
                        "RFC9293:MUST-55",
                        "RFC6633-1"),
                SeededFault.of(
                        "icmp/soft-error-kills",
                        "A soft error ends an established connection.",
                        events((c, event, rules) ->
                                event instanceof TcpEvent.IcmpError && c.state().isSynchronized()
                                        ? Outcomes.gone(c, UserSignal.UNREACHABLE)
                                        : rules.on(event)),
                        "RFC9293:MUST-56"),
                SeededFault.of(
                        "icmp/hard-error-ignored",
                        "A hard error during the handshake is ignored.",
                        events((c, event, rules) ->
                                event instanceof TcpEvent.IcmpError ? Outcome.of(c) : rules.on(event)),
                        "RFC9293:SHLD-26",
                        "RFC9293:MUST-54"),
                SeededFault.of(
                        "icmp/unread",
                        "No ICMP message is looked at.",
                        receiving((decoded, right) -> right && decoded.packet().segment() != null
                                ? Optional.of(decoded.packet())
                                : Optional.empty()),
                        "RFC9293:MUST-54"),
                SeededFault.of(
                        "icmp/number-not-looked-at",
                        "An error counts whatever sequence number it quotes.",
                        AnyNumber::new,
                        "RFC5927-1"),
                SeededFault.of(
                        "icmp/soft-error-untold",
                        "Nobody is told of a soft error.",
                        events((c, event, rules) -> event instanceof TcpEvent.IcmpError error && !error.hard()
                                ? Outcome.of(c)
                                : rules.on(event)),
                        "RFC9293:MUST-47",
                        "RFC9293:SHLD-25"),
                SeededFault.of(
                        "path-mtu/unheard",
                        "Segments stay as large as they were, although the path is said not to carry them.",
                        receiving((decoded, right) -> right && !isTooBig(decoded.packet())
                                ? Optional.of(decoded.packet())
                                : Optional.empty()),
                        "RFC9293:MUST-54",
                        "RFC9293:MUST-16"));
    }

    private static boolean isTooBig(Packet packet) {
        return packet.transport() instanceof IcmpMessage icmp
                && (icmp.version() == 4
                        ? icmp.type() == UNREACHABLE && icmp.code() == FRAGMENTATION_NEEDED
                        : icmp.type() == PACKET_TOO_BIG);
    }

    /** Takes a source quench for a destination that cannot be reached, and that for the end. */
    private static final class QuenchKills implements Fault {
        private boolean quenched;

        @Override
        public Optional<Packet> receive(Decoded decoded, boolean right) {
            quenched = decoded.packet().transport() instanceof IcmpMessage icmp
                    && icmp.version() == 4
                    && icmp.type() == SOURCE_QUENCH;
            if (right && quenched && decoded.packet().transport() instanceof IcmpMessage icmp) {
                IcmpMessage taken = new IcmpMessage(4, UNREACHABLE, HOST, 0, icmp.body());
                return Optional.of(new Packet(decoded.packet().ip(), taken));
            }
            return Fault.super.receive(decoded, right);
        }

        @Override
        public Outcome apply(Connection c, TcpEvent event, Choices choices) {
            return quenched && event instanceof TcpEvent.IcmpError
                    ? Outcomes.gone(c, UserSignal.UNREACHABLE)
                    : Fault.super.apply(c, event, choices);
        }
    }

    /** Puts the number that was sent last in place of the one that is quoted. */
    private static final class AnyNumber implements Fault {
        private static final int IPV6_HEADER = 40;
        private static final int SEQUENCE = 4;
        private SequenceNumber last = SequenceNumber.ZERO;

        @Override
        public Segment emit(Segment segment) {
            last = segment.seq();
            return segment;
        }

        @Override
        public Optional<Packet> receive(Decoded decoded, boolean right) {
            return right && decoded.packet().transport() instanceof IcmpMessage icmp && icmp.isError()
                    ? Optional.of(new Packet(decoded.packet().ip(), renumbered(icmp)))
                    : Fault.super.receive(decoded, right);
        }

        private IcmpMessage renumbered(IcmpMessage icmp) {
            byte[] body = icmp.body().toArray();
            int header = icmp.version() == 4 ? (body[0] & 0xf) * 4 : IPV6_HEADER;
            for (int i = 0; i < 4 && header + SEQUENCE + i < body.length; i++) {
                body[header + SEQUENCE + i] = (byte) (last.bits() >>> 8 * (3 - i));
            }
            return new IcmpMessage(icmp.version(), icmp.type(), icmp.code(), icmp.rest(), Bytes.of(body));
        }
    }
}
