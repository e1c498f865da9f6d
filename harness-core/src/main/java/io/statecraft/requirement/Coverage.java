package io.statecraft.requirement;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far the catalogue is looked at: what the oracle names, in every scenario and capture, and why nothing looks at the rest. What the
 * shipped scenarios verify they say themselves.
 */
public final class Coverage {
    private static final String COLUMNS = "id;kind;reason";
    private static final int COLUMN_COUNT = 3;

    /** Why nothing looks at a requirement. */
    public enum Kind {
        /** Nobody outside an endpoint can: neither packets nor calls show it, or whatever shows is right. */
        CANNOT_BE,
        /** Nobody does yet. */
        NOT_YET
    }

    /**
     * A requirement that nothing looks at.
     *
     * @param kind whether something could
     * @param reason a sentence
     */
    public record Gap(Kind kind, String reason) {}

    private Coverage() {}

    /** Read when it is first asked for. */
    private static final class Shipped {
        static final Set<String> JUDGED = judged(RequirementCatalog.resource("judged.txt"));
        static final Map<String, Gap> GAPS = gaps(RequirementCatalog.resource("uncovered.csv"));
    }

    /** The ids of what the oracle names. */
    public static Set<String> judged() {
        return Shipped.JUDGED;
    }

    /** Why nothing looks at the requirement with this id; empty where something should. */
    public static Optional<Gap> gap(String id) {
        return Optional.ofNullable(Shipped.GAPS.get(id));
    }

    private static Set<String> judged(String text) {
        Set<String> ids = new LinkedHashSet<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(ids::add);
        return ids;
    }

    /**
     * The gaps that {@code text} lists: a line of column names, then one requirement a line.
     *
     * @throws IllegalStateException if it is malformed, with the line: a build that ships it is broken
     */
    static Map<String, Gap> gaps(String text) {
        Map<String, Gap> gaps = new LinkedHashMap<>();
        String[] lines = text.split("\n");
        if (!lines[0].equals(COLUMNS)) {
            throw new IllegalStateException("line 1 is not: " + COLUMNS);
        }
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(";", -1);
            if (cells.length != COLUMN_COUNT || cells[2].isBlank()) {
                throw new IllegalStateException("line " + (i + 1) + " has no three columns");
            }
            Kind kind =
                    switch (cells[1]) {
                        case "cannot be" -> Kind.CANNOT_BE;
                        case "not yet" -> Kind.NOT_YET;
                        default -> throw new IllegalStateException("line " + (i + 1) + ": `cannot be` or `not yet`");
                    };
            if (gaps.put(cells[0], new Gap(kind, cells[2])) != null) {
                throw new IllegalStateException("line " + (i + 1) + ": a second row for " + cells[0]);
            }
        }
        return gaps;
    }
}
