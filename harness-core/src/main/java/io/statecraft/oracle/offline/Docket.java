package io.statecraft.oracle.offline;

import io.statecraft.oracle.Violation;
import io.statecraft.requirement.Level;
import io.statecraft.requirement.RequirementCatalog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The charges, until they are settled. One that a late packet could explain waits for {@link #SLACK}; one that a missing packet could
 * explain counts only if, in the end, the capture has shown no sign that packets are missing.
 */
final class Docket {
    /** Nanoseconds for which a capturing host may record packets out of their order. */
    static final long SLACK = 10_000_000;

    private static final int MOST_SIGNS = 5;

    /** So many may wait. */
    static final int MOST_PENDING = 1 << 16;

    private final Deque<Pending> pending = new ArrayDeque<>();
    private final FoundList proven = new FoundList();
    private final FoundList ifComplete = new FoundList();
    private final FoundList doubtful = new FoundList();
    private final List<String> signs = new ArrayList<>();
    private long now = Long.MIN_VALUE;
    private long missing;

    private record Pending(long time, Runnable settle) {}

    boolean isIdle() {
        return pending.isEmpty();
    }

    /** Settles what has waited long enough by {@code time}. */
    void settle(long time) {
        now = Math.max(now, time);
        while (!pending.isEmpty() && now - pending.peekFirst().time() > SLACK) {
            pending.removeFirst().settle().run();
        }
    }

    /** A segment is charged; with nothing that could explain it later, at once. */
    void charge(Suspicion suspicion) {
        if (suspicion.charge.stands() == null) {
            convict(suspicion);
        } else {
            later(suspicion.time, () -> {
                if (suspicion.charge.stands().getAsBoolean()) {
                    convict(suspicion);
                }
            });
        }
    }

    /** Does something when what was recorded late is there. */
    void later(long time, Runnable settle) {
        if (pending.size() >= MOST_PENDING) {
            // Nothing of what waits counts in a capture that lacks something: so the oldest may be settled too soon.
            missing("packet times that do not go on: what was recorded late cannot be told");
            pending.removeFirst().settle().run();
        }
        pending.addLast(new Pending(Math.max(now, time), settle));
    }

    /** The capture turns out to lack packets. */
    void missing(String sign) {
        if (missing++ < MOST_SIGNS) {
            signs.add(sign);
        }
    }

    void convict(Suspicion suspicion) {
        if (suspicion.unverified) {
            doubt(suspicion);
            return;
        }
        Side side = suspicion.side;
        boolean must = isMust(suspicion.charge.clause());
        if (isKnown(suspicion, must)) {
            return;
        }
        side.accused |= must;
        side.warned |= !must;
        (suspicion.charge.assumesComplete() ? ifComplete : proven).add(violation(suspicion, must));
    }

    /** What was from before the capture could explain it, or damage on the way: it stays unproven. */
    void doubt(Suspicion suspicion) {
        boolean must = isMust(suspicion.charge.clause());
        if (!isKnown(suspicion, must) && !suspicion.side.doubted) {
            suspicion.side.doubted = true;
            doubtful.add(violation(suspicion, must));
        }
    }

    private static boolean isKnown(Suspicion suspicion, boolean must) {
        Side side = suspicion.side;
        // What follows from a wrong number proves nothing, of either end.
        boolean known = must ? side.accused || suspicion.conversation.peerOf(side).accused : side.warned;
        return suspicion.damaged || suspicion.conversation.abstains || known;
    }

    private static CaptureViolation violation(Suspicion suspicion, boolean must) {
        return new CaptureViolation(
                suspicion.number,
                new Violation(
                        suspicion.time,
                        suspicion.charge.clause(),
                        must,
                        suspicion.conversation.endsOf(suspicion.side),
                        PossibleStates.set(suspicion.states),
                        suspicion.event,
                        List.of(suspicion.charge.allowed()),
                        Optional.empty()));
    }

    /** A clause of the catalogue has its level there; the sections of the rules are binding. */
    private static boolean isMust(String clause) {
        return RequirementCatalog.shipped()
                .find(clause)
                .map(requirement -> requirement.level().weight() == Level.Weight.BINDING)
                .orElse(true);
    }

    /** What is proven, in the order of the packets. */
    List<CaptureViolation> violations() {
        List<CaptureViolation> all = new ArrayList<>(proven.kept());
        if (missing == 0) {
            all.addAll(ifComplete.kept());
        }
        return inOrder(all);
    }

    /** How much is proven, by clause. */
    Map<String, Long> byClause() {
        Map<String, Long> all = new TreeMap<>(proven.byClause());
        if (missing == 0) {
            ifComplete.byClause().forEach((clause, count) -> all.merge(clause, count, Long::sum));
        }
        return all;
    }

    /** Whether it is proven that a MUST was broken. */
    boolean hasMust() {
        return proven.hasMust() || missing == 0 && ifComplete.hasMust();
    }

    /** What would be proven if no packet were missing or cut, and nothing had come before the capture began. */
    List<CaptureViolation> unproven() {
        List<CaptureViolation> all = new ArrayList<>(doubtful.kept());
        if (missing > 0) {
            all.addAll(ifComplete.kept());
        }
        return inOrder(all);
    }

    private static List<CaptureViolation> inOrder(List<CaptureViolation> all) {
        all.sort(Comparator.comparingLong(CaptureViolation::packet));
        return List.copyOf(all);
    }

    /** How often the capture showed that it lacks something, and the first times. */
    long missing() {
        return missing;
    }

    List<String> signs() {
        return List.copyOf(signs);
    }
}
