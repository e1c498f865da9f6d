package io.statecraft.oracle.offline;

/** Counts what was there, and how much of it could be judged. */
final class Census {
    private static final int MOST_STATES = 12;

    /** Segments that went by header prediction, and those that went by the checks. */
    long ordinary;

    long examined;
    long damaged;
    private long whole;
    private long joined;
    private long oneWay;
    private long abstained;
    private final long[] byStates = new long[MOST_STATES];

    /** A connection has come to its end, or the capture has. */
    void count(Conversation c) {
        if (!c.first.spoke && !c.second.spoke && !c.first.resetSeen && !c.second.resetSeen) {
            return; // nothing but damaged segments
        }
        if (c.abstains) {
            abstained++;
        } else if (c.first.synSeen && c.second.synSeen) {
            whole++;
        } else if (heard(c.first) && heard(c.second)) {
            joined++;
        } else {
            oneWay++;
        }
        byStates[c.first.mostStates]++;
        byStates[c.second.mostStates]++;
    }

    private static boolean heard(Side side) {
        return side.spoke || side.resetSeen;
    }

    CaptureFindings findings(Docket docket) {
        return new CaptureFindings(
                docket.violations(),
                docket.byClause(),
                docket.hasMust(),
                docket.unproven(),
                docket.missing(),
                docket.signs(),
                ordinary + examined,
                ordinary,
                damaged,
                whole,
                joined,
                oneWay,
                abstained,
                median(),
                most());
    }

    private int median() {
        long total = 0;
        for (int i = 1; i < MOST_STATES; i++) {
            total += byStates[i];
        }
        long seen = 0;
        for (int i = 1; i < MOST_STATES; i++) {
            seen += byStates[i];
            if (2 * seen >= total && total > 0) {
                return i;
            }
        }
        return 0;
    }

    private int most() {
        int most = 0;
        for (int i = 1; i < MOST_STATES; i++) {
            most = byStates[i] > 0 ? i : most;
        }
        return most;
    }
}
