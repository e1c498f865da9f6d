package io.statecraft.explore;

import io.statecraft.oracle.Violation;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;

/**
 * Something that a stack is known to do against the RFCs, or beyond them, and why it is taken for that: which clause the oracle then
 * finds broken, by what, and in which cells. Anything else that happens in the same cells is not meant.
 *
 * @param id in a few words
 * @param seen the version of the stack that was seen to do it
 * @param signs how it shows; one of them at a time
 * @param cells globs over ids of cells
 * @param asks what the RFC asks for, in our words
 * @param does what the stack does instead
 */
public record Departure(String id, String seen, List<Sign> signs, List<String> cells, String asks, String does) {

    /**
     * How a departure shows.
     *
     * @param clause that is broken
     * @param event how the text of the event begins, such as {@code > R}
     */
    public record Sign(String clause, String event) {
        boolean isIn(Violation violation) {
            return violation.clause().equals(clause) && violation.event().startsWith(event);
        }
    }

    public Departure {
        signs = List.copyOf(signs);
        cells = List.copyOf(cells);
        if (signs.isEmpty() || cells.isEmpty() || asks.isEmpty() || does.isEmpty() || seen.isEmpty()) {
            throw new IllegalArgumentException("the departure " + id + " says too little");
        }
    }

    /** Tells of a cell's id whether it is one of those that it is about. */
    public Predicate<String> matcher() {
        List<PathMatcher> globs = cells.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        return cell -> globs.stream().anyMatch(glob -> glob.matches(Path.of(cell)));
    }

    /** Whether a violation in a cell is this departure. */
    boolean explains(String cell, Violation violation) {
        return signs.stream().anyMatch(sign -> sign.isIn(violation))
                && matcher().test(cell);
    }
}
