package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.QuotedSegment;

/** ICMP errors that concern a connection: RFC 9293 section 3.9.2.2. */
final class IcmpErrors {
    private IcmpErrors() {}

    static void deliver(Stack stack, IcmpMessage message) {
        if (isError(message) || isTooBig(message)) {
            QuotedSegment.of(message).ifPresent(quoted -> deliver(stack, message, quoted, 0));
            int port = (int) stack.profile().get(Setting.TUNNEL_PORT);
            if (port != 0) {
                QuotedSegment.inUdp(message, port)
                        .ifPresent(t -> deliver(stack, message, t.segment(), t.destinationPort()));
            }
        }
    }

    private static void deliver(Stack stack, IcmpMessage message, QuotedSegment quoted, int tunnelPort) {
        FourTuple ends = new FourTuple(
                quoted.ip().source(), quoted.sourcePort(), quoted.ip().destination(), quoted.destinationPort());
        stack.endpoint(ends)
                .filter(endpoint -> endpoint.options().tunnelPort() == tunnelPort)
                .filter(endpoint -> isOutstanding(endpoint.connection(), quoted))
                .ifPresent(endpoint -> tell(endpoint, message));
    }

    private static void tell(Endpoint endpoint, IcmpMessage message) {
        if (isTooBig(message)) {
            tooBig(endpoint, message.version() == 4 ? message.rest() & 0xffff : message.rest());
        } else {
            Profile profile = endpoint.profile();
            boolean exceeded = message.type() == (message.version() == 4 ? 11 : 3) && message.code() == 0;
            boolean hard = isRefusal(message) || exceeded && profile.has(Setting.HOP_LIMIT_ERROR_IS_HARD);
            unreachable(endpoint, hard && profile.has(Setting.HARD_ICMP_ERRORS), isRefusal(message));
        }
    }

    /** The path carries {@code mtu} octets (RFC 9293 section 3.7.2). */
    private static void tooBig(Endpoint endpoint, int mtu) {
        if (!endpoint.sizes().lowerPathMtu(mtu)) {
            return;
        }
        Recovery recovery = endpoint.recovery();
        if (endpoint.state().isSynchronized()) {
            recovery.resendAll();
            endpoint.output();
        } else if (!recovery.scoreboard().isEmpty() && endpoint.profile().has(Setting.TEXT_OF_SYN_GOES_AGAIN)) {
            endpoint.retransmission().sendHandshakeAgain(); // its text was what was too big
        }
    }

    private static void unreachable(Endpoint endpoint, boolean hard, boolean refused) {
        endpoint.fastOpen().timedOut();
        endpoint.transition().refusedByIcmp(refused);
        endpoint.happens(new TcpEvent.IcmpError(hard));
    }

    /** "Fragmentation needed" and "packet too big": they change sizes, not states. */
    private static boolean isTooBig(IcmpMessage icmp) {
        return icmp.version() == 4 ? icmp.type() == 3 && icmp.code() == 4 : icmp.type() == 2;
    }

    /** RFC 5927 section 4.1: what is quoted must be in flight. */
    private static boolean isOutstanding(Connection c, QuotedSegment quoted) {
        return quoted.seq().isAtOrAfter(c.snd().una())
                && quoted.seq().isBefore(c.snd().nxt());
    }

    /** Source quench is discarded in silence (MUST-55). */
    private static boolean isError(IcmpMessage icmp) {
        return icmp.version() == 4
                ? icmp.type() == 3 && icmp.code() != 4 || icmp.type() == 11 || icmp.type() == 12
                : icmp.type() == 1 || icmp.type() == 3 || icmp.type() == 4;
    }

    /** Protocol or port unreachable, or prohibited by an administrator; what else there is can pass. */
    private static boolean isRefusal(IcmpMessage icmp) {
        return icmp.version() == 4
                ? icmp.type() == 3 && (icmp.code() == 2 || icmp.code() == 3 || icmp.code() >= 9 && icmp.code() != 11)
                : icmp.type() == 1 && (icmp.code() == 1 || icmp.code() == 4) || icmp.type() == 4 && icmp.code() == 1;
    }
}
