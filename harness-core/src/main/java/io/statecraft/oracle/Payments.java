package io.statecraft.oracle;

import io.statecraft.tcp.Emission.Kind;
import io.statecraft.wire.Segment;
import java.util.ArrayList;
import java.util.List;

/** Settles what is owed with what was sent. */
final class Payments {
    private Payments() {}

    /**
     * An acknowledgment pays for all that were owed for as much or less, and that are older than it. One that pays for a challenge ACK,
     * and a bare one that pays for nothing ordinary, counts as a challenge ACK, which lets the next be held back.
     */
    static Hypothesis acknowledged(Hypothesis h, Segment s, long time) {
        List<Owed> left = new ArrayList<>(h.owed().size());
        boolean ordinary = s.length() > 0;
        boolean challenged = false;
        for (Owed owed : h.owed()) {
            boolean paid = owed.isAcknowledgment()
                    && owed.since() <= time
                    && owed.emission().ack().isAtOrBefore(s.ack());
            if (!paid) {
                left.add(owed);
            } else if (owed.emission().kind() == Kind.ACK) {
                ordinary = true;
            } else {
                challenged = true;
            }
        }
        Hypothesis settled = left.size() == h.owed().size() ? h : h.with(left);
        History history = settled.history().saidAt(time, s.ack());
        return settled.with(ordinary && !challenged ? history : history.challengedAt(time));
    }

    /** Strikes what was owed of this kind. */
    static Hypothesis paid(Hypothesis h, Kind kind) {
        return h.with(
                h.owed().stream().filter(owed -> owed.emission().kind() != kind).toList());
    }
}
