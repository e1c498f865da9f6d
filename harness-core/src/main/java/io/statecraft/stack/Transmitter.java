package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/** The way from a connection to the wire: what a rule says is to be sent, and what the sender decides on. */
final class Transmitter {
    private final Endpoint endpoint;
    private final SegmentForm form;

    Transmitter(Endpoint endpoint, SegmentForm form) {
        this.endpoint = endpoint;
        this.form = form;
    }

    /** Does what a rule says; an acknowledgment that may wait does. */
    void emit(Emission emission) {
        Retransmission retransmission = endpoint.retransmission();
        switch (emission.kind()) {
            case SYN, SYN_ACK -> {
                retransmission.sendingHandshake(emission.seq());
                transmit(form.handshake(emission, retransmission.retries(), show(true)));
            }
            case ACK -> endpoint.receiver().acknowledge(emission.urgency());
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

    /** Sends a segment with an acknowledgment, from {@code seq}. */
    void send(SequenceNumber seq, int flags, Bytes text, int urgentPointer) {
        Segment s = form.segment(seq, flags, text, urgentPointer, show(false));
        endpoint.receiver().sack().reported();
        transmit(s);
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
        endpoint.stack().transmit(endpoint.ends(), endpoint.options(), s);
    }
}
