package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.choosing;
import static io.statecraft.stack.fault.Seeds.deaf;
import static io.statecraft.stack.fault.Seeds.misreading;
import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.FastOpen;
import java.util.List;
import java.util.Optional;

/** TCP Fast Open, server and client: RFC 7413. */
final class FastOpenFaults {
    private static final int KIND = 34;

    private FastOpenFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "fast-open/any-cookie",
                        "The text of a SYN is taken whatever its cookie is.",
                        profile(p -> p.with(Setting.FAST_OPEN_FROM_ANYBODY, 1)),
                        "RFC7413-11",
                        "RFC7413-3",
                        "RFC7413-4"),
                SeededFault.of(
                        "fast-open/text-left",
                        "The text of a SYN with a good cookie is not taken.",
                        choosing(Choice.FAST_OPEN, Answer.IGNORE),
                        "RFC7413-10"),
                SeededFault.of(
                        "fast-open/no-cookie",
                        "A SYN that asks for a cookie gets none.",
                        sending(s -> s.has(SYN) && s.has(ACK) ? withoutCookie(s) : s),
                        "RFC7413-9"),
                SeededFault.of(
                        "fast-open/odd-cookie",
                        "A cookie has an odd number of octets.",
                        sending(s -> s.has(SYN) && s.has(ACK) ? shortened(s) : s),
                        "RFC7413-2",
                        "RFC7413-9"),
                SeededFault.of(
                        "fast-open/without-being-asked",
                        "A listener uses Fast Open although the user has not asked for it.",
                        profile(p -> p.with(Setting.FAST_OPEN_EVERYWHERE, 1).with(Setting.FAST_OPEN_SERVER, 1)),
                        "RFC7413-7"),
                SeededFault.of(
                        "fast-open/without-limit",
                        "A listener opens more connections early than the user allows.",
                        choosing(Choice.FAST_OPEN, Answer.ACT),
                        "RFC7413-8"),
                SeededFault.of(
                        "fast-open/option-on-text-drops",
                        "A segment without SYN that has a Fast Open option is dropped.",
                        deaf((c, s) -> !s.has(SYN) && FastOpenCookie.of(s) != null),
                        "RFC7413-1"),
                SeededFault.of(
                        "fast-open/illegal-length-drops",
                        "A SYN with a Fast Open option of an illegal length is dropped.",
                        deaf((c, s) -> s.has(SYN) && s.options().stream().anyMatch(FastOpenFaults::isIllegal)),
                        "RFC7413-1"),
                SeededFault.of(
                        "fast-open/beyond-initial-window",
                        "Before the handshake ends a server sends as much as the peer's window takes.",
                        Unbounded::new,
                        "RFC7413-12"),
                SeededFault.of(
                        "fast-open/cookie-forgotten",
                        "The cookie that a server has given is not kept.",
                        misreading(s -> s.has(SYN) && s.has(ACK) ? withoutCookie(s) : s),
                        "RFC7413-5"),
                SeededFault.of(
                        "fast-open/text-not-again",
                        "Text that went with the SYN and was not acknowledged does not go with what follows.",
                        () -> new Opening(true),
                        "RFC7413-13"),
                SeededFault.of(
                        "fast-open/text-with-every-syn",
                        "A SYN that is sent again carries the text again.",
                        () -> new Opening(false),
                        "RFC7413-14"),
                SeededFault.of(
                        "fast-open/failure-forgotten",
                        "Where Fast Open has failed it is tried again at once.",
                        profile(p -> p.with(Setting.FAST_OPEN_FAILURE_MEMORY, 0)),
                        "RFC7413-6"));
    }

    private static Segment withoutCookie(Segment s) {
        return OptionFaults.without(s, o -> o instanceof FastOpen);
    }

    private static Segment shortened(Segment s) {
        FastOpen cookie = s.option(FastOpen.class);
        if (cookie == null || cookie.cookie().isEmpty()) {
            return s;
        }
        byte[] octets = cookie.cookie().toArray();
        Bytes odd = Bytes.of(java.util.Arrays.copyOf(octets, octets.length - 1));
        return OptionFaults.with(withoutCookie(s), new FastOpen(odd));
    }

    private static boolean isIllegal(TcpOption option) {
        return option instanceof TcpOption.Unknown unknown && unknown.kind() == KIND
                || option instanceof FastOpen cookie
                        && !cookie.cookie().isEmpty()
                        && (cookie.cookie().length() < 4 || cookie.cookie().length() % 2 != 0);
    }

    private static final class Unbounded implements Fault {
        @Override
        public long congestionRoom(Connection connection, long right) {
            return connection.state() == TcpState.SYN_RECEIVED ? Integer.MAX_VALUE : right;
        }
    }

    /** Remembers the text that went with the SYN. */
    private static final class Opening implements Fault {
        private final boolean onlyOnce;
        private Segment syn;

        /** @param onlyOnce whether the text goes with the SYN alone; else with every SYN */
        Opening(boolean onlyOnce) {
            this.onlyOnce = onlyOnce;
        }

        @Override
        public Optional<Packet> transmit(Packet packet) {
            Segment s = packet.segment();
            if (s == null || s.has(SYN) && s.has(ACK)) {
                return Optional.of(packet);
            }
            if (s.has(SYN)) {
                boolean again = syn != null && syn.seq().equals(s.seq());
                if (!s.payload().isEmpty()) {
                    syn = s;
                }
                return Optional.of(again && !onlyOnce ? new Packet(packet.ip(), syn) : packet);
            }
            boolean text = syn != null
                    && !s.payload().isEmpty()
                    && s.seq().equals(syn.seq().plus(1));
            return onlyOnce && text ? Optional.empty() : Optional.of(packet);
        }
    }
}
