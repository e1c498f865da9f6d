package io.statecraft.oracle.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Violations: the first of them whole, all of them counted, so that a capture of any length needs no more memory. */
final class FoundList {
    /** That many are kept. */
    static final int MOST = 10_000;

    private final List<CaptureViolation> kept = new ArrayList<>();
    private final Map<String, Long> byClause = new TreeMap<>();
    private boolean must;

    void add(CaptureViolation found) {
        if (kept.size() < MOST) {
            kept.add(found);
        }
        byClause.merge(found.violation().clause(), 1L, Long::sum);
        must |= found.violation().must();
    }

    List<CaptureViolation> kept() {
        return kept;
    }

    /** How many there were, by clause. */
    Map<String, Long> byClause() {
        return byClause;
    }

    /** Whether a MUST was among them. */
    boolean hasMust() {
        return must;
    }
}
