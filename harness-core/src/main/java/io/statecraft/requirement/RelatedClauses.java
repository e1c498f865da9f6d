package io.statecraft.requirement;

import java.util.Optional;

/** Whether two clauses speak of the same thing: they are the same, or stand in the same section of the same RFC. */
public final class RelatedClauses {
    private static final int LEAST_DEPTH = 3;

    private RelatedClauses() {}

    /**
     * Whether they are related. A section contains what stands below it, if it is no wider than three numbers: {@code
     * RFC9293:3.10.7} contains {@code RFC9293:3.10.7.4}, {@code RFC9293:3.10} does not.
     *
     * @param one a requirement id, or RFC and section
     * @param other likewise
     */
    public static boolean are(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        if (!rfc(one).equals(rfc(other))) {
            return false;
        }
        String a = sectionOf(one).orElse("");
        String b = sectionOf(other).orElse("");
        return !a.isEmpty() && !b.isEmpty() && (a.equals(b) || contains(a, b) || contains(b, a));
    }

    private static boolean contains(String wide, String narrow) {
        return wide.split("\\.").length >= LEAST_DEPTH && narrow.startsWith(wide + ".");
    }

    private static String rfc(String clause) {
        return clause.split("[:-]")[0];
    }

    /** {@code 3.10.7.4} of {@code RFC9293:3.10.7.4}, or of a requirement that stands there. */
    private static Optional<String> sectionOf(String clause) {
        String rest = clause.substring(clause.indexOf(':') + 1);
        if (clause.indexOf(':') > 0 && !rest.isEmpty() && Character.isDigit(rest.charAt(0))) {
            return Optional.of(rest);
        }
        // A requirement that two sections share stands in the first: `3.2 and 4.2`.
        return RequirementCatalog.shipped().find(clause).map(found -> found.section()
                .split(" ")[0]);
    }
}
