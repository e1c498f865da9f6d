package io.statecraft.run.code;

import io.statecraft.run.code.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Turns the blanks before a line into INDENT and DEDENT, as Python's reference says in its section 2.1.8. */
final class Indentation {
    private static final int TAB = 8;
    private static final int MOST_LEVELS = 100;
    private static final Level OUTERMOST = new Level(0, 0);

    private final Deque<Level> levels = new ArrayDeque<>(List.of(OUTERMOST));

    /**
     * How deep a line is.
     *
     * @param columns with tabs that reach to the next multiple of eight
     * @param characters with tabs as one; both must agree, or it would depend on the width of a tab
     */
    private record Level(int columns, int characters) {}

    /** A line begins whose blanks reach from {@code start} to {@code end}. */
    void moveTo(String text, int start, int end, List<Token> tokens) {
        Level level = measure(text, start, end);
        Span at = new Span(end, end);
        if (level.columns() > levels.peek().columns()) {
            checkTabs(level.characters() > levels.peek().characters(), at);
            if (levels.size() > MOST_LEVELS) {
                throw new CodeSyntaxError("IndentationError", "too many levels of indentation", at);
            }
            levels.push(level);
            tokens.add(new Token(Kind.INDENT, "", at));
            return;
        }
        while (level.columns() < levels.peek().columns()) {
            levels.pop();
            tokens.add(new Token(Kind.DEDENT, "", at));
        }
        if (level.columns() != levels.peek().columns()) {
            throw new CodeSyntaxError("IndentationError", "unindent does not match any outer indentation level", at);
        }
        checkTabs(level.characters() == levels.peek().characters(), at);
    }

    /** The text ends. */
    void close(Span at, List<Token> tokens) {
        while (levels.size() > 1) {
            levels.pop();
            tokens.add(new Token(Kind.DEDENT, "", at));
        }
    }

    private static Level measure(String text, int start, int end) {
        int columns = 0;
        int characters = 0;
        for (int i = start; i < end; i++) {
            switch (text.charAt(i)) {
                case '\t' -> {
                    columns = (columns / TAB + 1) * TAB;
                    characters++;
                }
                case '\f' -> {
                    columns = 0;
                    characters = 0;
                }
                default -> {
                    columns++;
                    characters++;
                }
            }
        }
        return new Level(columns, characters);
    }

    private static void checkTabs(boolean agree, Span at) {
        if (!agree) {
            throw new CodeSyntaxError("TabError", "inconsistent use of tabs and spaces in indentation", at);
        }
    }
}
