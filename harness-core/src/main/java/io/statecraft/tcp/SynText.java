package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;

/** Text that comes with a SYN: it waits until the connection is ESTABLISHED (RFC 9293 section 3.4: SYN and text). */
final class SynText {
    private SynText() {}

    /** {@code outcome}, with the text of {@code syn} held if the endpoint holds such text. A FIN there cannot be validated. */
    static Outcome keep(Outcome outcome, Segment syn, Choices choices) {
        Connection c = outcome.connection();
        int length = (int) Math.min(syn.payload().length(), c.rcv().wnd());
        if (length == 0 || choices.pick(Choice.TEXT_WITH_SYN) == Answer.IGNORE) {
            return outcome;
        }
        SequenceNumber from = syn.textStart();
        SequenceRange text = new SequenceRange(from, from.plus(length));
        return outcome.with(c.with(c.rcv().holding(text))).storing(text);
    }

    /** With the text of {@code syn} for the user at once (RFC 7413 section 4.2.2). */
    static Outcome takeEarly(Outcome outcome, Segment syn) {
        Connection c = outcome.connection();
        int length = (int) Math.min(syn.payload().length(), c.rcv().wnd());
        SequenceNumber from = syn.textStart();
        return length == 0
                ? outcome
                : outcome.with(c.with(c.rcv().advancedTo(from.plus(length))))
                        .storing(new SequenceRange(from, from.plus(length)));
    }

    /** Once ESTABLISHED: what was held right behind the SYN is in order now, and acknowledged as text is. */
    static Outcome release(Outcome outcome) {
        Connection c = outcome.connection();
        ReceiveSpace taken = c.rcv().advancedTo(c.rcv().nxt());
        return taken.nxt().equals(c.rcv().nxt())
                ? outcome
                : outcome.with(c.with(taken)).acknowledge(Emission.Urgency.SOON, "RFC9293:MUST-40");
    }
}
