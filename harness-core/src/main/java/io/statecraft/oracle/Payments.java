package io.statecraft.oracle;

import io.statecraft.tcp.Emission.Kind;
import io.statecraft.wire.Segment;
import java.util.ArrayList;
import java.util.List;

/** Settles what is owed with what was sent. */
final class Payments {
    private Payments() {}

    /** An acknowledgment pays for all that were owed for as much or less, and that are older than it. */
    static Hypothesis acknowledged(Hypothesis h, Segment s, long time) {
        if (h.owed().isEmpty()) {
            return h;
        }
        List<Owed> left = new ArrayList<>(h.owed().size());
        boolean challenged = false;
        for (Owed owed : h.owed()) {
            boolean paid = owed.isAcknowledgment()
                    && owed.since() <= time
                    && owed.emission().ack().isAtOrBefore(s.ack());
            if (!paid) {
                left.add(owed);
            } else if (owed.emission().kind() == Kind.CHALLENGE_ACK) {
                challenged = true;
            }
        }
        Hypothesis settled = h.with(left);
        return challenged ? settled.with(settled.history().challengedAt(time)) : settled;
    }

    /** Strikes what was owed of this kind. */
    static Hypothesis paid(Hypothesis h, Kind kind) {
        return h.with(
                h.owed().stream().filter(owed -> owed.emission().kind() != kind).toList());
    }
}
