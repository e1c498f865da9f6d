package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Offer;
import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/** The way from a connection to the wire: what a rule says is to be sent, and what the sender decides on. */
final class Transmitter {
    private static final int ECT0 = 2; // in the IP header's ECN field (RFC 3168 section 5)

    private final Endpoint endpoint;
    private final SegmentForm form;
    private boolean textAwaited;

    Transmitter(Endpoint endpoint, SegmentForm form) {
        this.endpoint = endpoint;
        this.form = form;
    }

    /** The user waits for the handshake's end with more text: the acknowledgment of the peer's SYN can go with that. */
    void awaitText() {
        textAwaited = endpoint.profile().has(Setting.DELAYED_ACK);
    }

    /** Whether the acknowledgment that is to be sent now can wait for the user's text; asked once. */
    private boolean takeTextAwaited() {
        boolean awaited = textAwaited;
        textAwaited = false;
        return awaited;
    }

    /** Does what a rule says; an acknowledgment that may wait does. */
    void emit(Emission emission) {
        Retransmission retransmission = endpoint.retransmission();
        switch (emission.kind()) {
            case SYN, SYN_ACK -> {
                retransmission.sendingHandshake();
                Segment s = form.handshake(emission, retransmission.retries(), show(true));
                endpoint.offered(Offer.of(s).ecn());
                transmit(withText(s));
            }
            case ACK -> {
                if (takeTextAwaited()) {
                    endpoint.receiver().postpone();
                } else {
                    endpoint.receiver().acknowledge(emission.urgency());
                }
            }
            case CHALLENGE_ACK -> acknowledge();
            case RESET -> transmit(form.reset(emission, windowOfReset()));
        }
    }

    /** Sends the acknowledgment that is owed, on BSD with our FIN as long as that is not acknowledged. */
    void payAcknowledgment() {
        SendSpace snd = endpoint.connection().snd();
        if (snd.finSent() && !snd.finAcknowledged() && endpoint.profile().has(Setting.FIN_WITH_ACK)) {
            endpoint.sender().sendAgain(snd.end(), 0);
        } else {
            acknowledge();
        }
    }

    /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
    void acknowledge() {
        probe(endpoint.connection().snd().nxt());
    }

    /** The same with another sequence number: one that the peer has seen, so that it answers. */
    void probe(SequenceNumber seq) {
        send(seq, TcpFlag.ACK.mask(), Bytes.EMPTY, 0);
    }

    /** A SYN with the text that goes with it, if it is the first; the connection counts that as sent. */
    private Segment withText(Segment s) {
        SendSpace snd = endpoint.connection().snd();
        int length = snd.nxt().since(s.textStart());
        boolean carries =
                !s.has(TcpFlag.ACK) && length > 0 && endpoint.retransmission().retries() == 0;
        if (!carries) {
            return s;
        }
        endpoint.recovery().queue().sentWithSyn(s.textStart(), s.textStart().plus(length));
        return s.withPayload(endpoint.sender().text(s.textStart(), length));
    }

    /** Sends a segment with an acknowledgment, from {@code seq}. */
    void send(SequenceNumber seq, int flags, Bytes text, int urgentPointer) {
        noteText(text);
        transmit(segment(seq, flags, text, urgentPointer));
    }

    /** Sends text for the first time: on a path with ECN it is marked as capable, ECT(0). */
    void sendNew(SequenceNumber seq, int flags, Bytes text, int urgentPointer) {
        noteText(text);
        EcnSender ecn = endpoint.ecn();
        boolean capable = ecn.isCapable() && !text.isEmpty();
        int told = capable ? ecn.flagsOfNewText() : 0;
        Segment s = segment(seq, flags | told, text, urgentPointer);
        transmit(s, capable ? ECT0 : 0);
    }

    private void noteText(Bytes text) {
        if (!text.isEmpty()) {
            endpoint.receiver().timing().textGoes();
        }
    }

    private Segment segment(SequenceNumber seq, int flags, Bytes text, int urgentPointer) {
        int echo = endpoint.connection().echo() ? TcpFlag.ECE.mask() : 0;
        Segment s = form.segment(seq, flags | echo, text, urgentPointer, show(false));
        endpoint.receiver().sack().reported();
        return s;
    }

    /** The window field of a segment that acknowledges everything that has come. */
    private int show(boolean syn) {
        int field = endpoint.receiver().show(syn);
        endpoint.receiver().acknowledged();
        return field;
    }

    private int windowOfReset() {
        Connection c = endpoint.connection();
        boolean shown = endpoint.profile().has(Setting.WINDOW_ON_RESET) && c.peer() != null;
        return shown ? endpoint.receiver().show(false) : 0;
    }

    private void transmit(Segment s) {
        transmit(s, 0);
    }

    private void transmit(Segment s, int ecn) {
        endpoint.accounts().sent(s);
        endpoint.stack().packetOutput().transmit(endpoint.ends(), endpoint.options(), ecn, s);
    }
}
