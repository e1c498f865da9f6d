package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;

/** What the ACK field of a segment tells the sending half, once the rules have moved SND.UNA (RFC 9293 section 3.10.7.4, fifth). */
final class AcknowledgmentField {
    private final Endpoint endpoint;
    private long octets;

    AcknowledgmentField(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Octets that the peer has acknowledged. */
    long octets() {
        return octets;
    }

    /** A segment was taken that found the connection as it was {@code before}. */
    void note(Connection before, Segment cause) {
        SendSpace was = before.snd();
        SendSpace is = endpoint.connection().snd();
        if (!is.iss().equals(was.iss())) {
            return;
        }
        if (is.nxt().isBefore(was.nxt())) {
            textOfSynWasNotTaken(cause, was);
        } else if (!cause.has(TcpFlag.ACK)) {
            return;
        } else if (is.una().isAfter(was.una())) {
            advanced(cause, was);
        } else {
            if (is.wnd() == 0) {
                endpoint.retransmission().peerLives();
            }
            if (wasTaken(before, cause)) {
                endpoint.sender().heard();
                endpoint.recovery().acknowledged(cause, was);
            }
        }
    }

    private void advanced(Segment cause, SendSpace was) {
        octets += endpoint.connection().snd().una().since(was.una());
        endpoint.sender().acknowledged();
        endpoint.retransmission().acknowledged();
        endpoint.recovery().acknowledged(cause, was);
    }

    /** What a SYN carried goes as if for the first time, or as lost (RFC 7413 section 4.2.1). */
    private void textOfSynWasNotTaken(Segment cause, SendSpace was) {
        boolean again = endpoint.profile().has(Setting.TEXT_OF_SYN_GOES_AGAIN);
        if (again) {
            endpoint.keep(endpoint.connection().snd().withNxt(was.nxt()));
            endpoint.recovery().queue().textOfSynGoesAlone();
        } else {
            endpoint.recovery().queue().forgetTextWithSyn();
            endpoint.fastOpen().leftOut(was.nxt());
        }
        if (cause.has(TcpFlag.ACK)) {
            advanced(cause, was);
        }
        if (again) {
            endpoint.recovery().resendAll();
        }
    }

    /** Whether the rules have looked at the segment's ACK field, and it says nothing that is out of date. */
    private static boolean wasTaken(Connection before, Segment s) {
        TcpOption.Timestamps stamps = before.timestamps() ? s.option(TcpOption.Timestamps.class) : null;
        boolean old = stamps != null && stamps.value() - before.tsRecent() < 0;
        return before.state().isSynchronized()
                && !old
                && s.ack().equals(before.snd().una())
                && before.rcv().accepts(s, before.rcv().wnd());
    }
}
