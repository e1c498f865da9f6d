package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.tcp.Offer;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;

/** Judges the options of a segment from the target: each where it belongs, and only if both sides agreed on it. */
final class OptionsSent {
    private static final int USER_TIMEOUT = 28;

    private OptionsSent() {}

    /** Why the options are not allowed; null if they are. */
    static Contradiction check(Connection c, Segment s, Facts facts) {
        if (s.option(TcpOption.Unreadable.class) != null) {
            // What cannot be read is either padding that is not zero, or an option whose length leads nowhere.
            return s.option(TcpOption.EndOfList.class) != null
                    ? Contradiction.ofField("RFC9293:MUST-69", "zeros after the end of the option list")
                    : Contradiction.ofField("RFC9293:MUST-68", "options with lengths that fit into the header");
        }
        if (s.has(TcpFlag.RST)) {
            return null;
        }
        Contradiction timeout = ofUserTimeout(s);
        if (timeout != null) {
            return timeout;
        }
        return s.has(TcpFlag.SYN) ? ofSyn(c, s) : ofOthers(c, s, facts);
    }

    private static Contradiction ofUserTimeout(Segment s) {
        for (int i = 0; i < s.options().size(); i++) { // each segment comes by here
            TcpOption option = s.options().get(i);
            if (option.kind() == USER_TIMEOUT && !(option instanceof TcpOption.UserTimeout)) {
                return Contradiction.ofField("RFC5482-1", "a user timeout option of 4 octets");
            } else if (option instanceof TcpOption.UserTimeout timeout && timeout.value() == 0) {
                return Contradiction.ofField("RFC5482-5", "no user timeout of zero, which is reserved");
            }
        }
        return null;
    }

    private static Contradiction ofSyn(Connection c, Segment s) {
        TcpOption.FastOpen fastOpen = s.option(TcpOption.FastOpen.class);
        if (fastOpen != null && FastOpenCookie.of(s) == null) {
            return Contradiction.ofField(
                    "RFC7413-2",
                    "a cookie of 4 to 16 bytes, an even number, or of none: not of "
                            + fastOpen.cookie().length());
        }
        if (!s.has(TcpFlag.ACK) || c.state() != TcpState.SYN_RECEIVED || c.peer() == null || !c.passive()) {
            return null; // a SYN may offer what it likes
        }
        Offer own = Offer.of(s);
        Offer peer = c.peer();
        if (own.windowShift() >= 0 && peer.windowShift() < 0) {
            return Contradiction.ofField("RFC7323-2", "no window scale option in a SYN,ACK to a SYN that had none");
        }
        if (own.timestamps() && !peer.timestamps()) {
            return Contradiction.ofField("RFC7323-9", "no timestamps option in a SYN,ACK to a SYN that had none");
        }
        return null;
    }

    private static Contradiction ofOthers(Connection c, Segment s, Facts facts) {
        if (s.option(TcpOption.MaximumSegmentSize.class) != null) {
            return Contradiction.ofField("RFC9293:MUST-65", "the MSS option on SYN segments alone");
        }
        if (s.option(TcpOption.SackPermitted.class) != null) {
            return Contradiction.ofField("RFC2018-1", "the SACK-permitted option on SYN segments alone");
        }
        if (!c.state().isSynchronized()) {
            return null;
        }
        TcpOption.Sack sack = s.option(TcpOption.Sack.class);
        if (sack != null && (c.peer() == null || !c.peer().sackPermitted())) {
            return Contradiction.ofField("RFC2018-2", "no SACK blocks: the peer has not permitted them");
        }
        Contradiction blocks = facts.peerText.check(s);
        if (blocks != null) {
            return blocks;
        }
        boolean stamped = s.option(TcpOption.Timestamps.class) != null;
        if (c.timestamps() && !stamped) {
            return Contradiction.ofField("RFC7323-10", "the timestamps option, which both sides agreed on");
        }
        return null;
    }
}
