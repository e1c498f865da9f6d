package io.statecraft.script;

import io.statecraft.scenario.Step;
import java.util.Arrays;

/** The text of a script, and where its lines begin. */
final class Source {
    /** What a message shows of a line at most; a machine may have written a megabyte without a line feed. */
    private static final int SHOWN = 400;

    private final String name;
    private final String text;
    private final int[] lineStarts;
    private int cachedLine;
    private String cachedText;

    Source(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[64];
        int lines = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, 2 * lines);
            }
            starts[lines++] = i + 1;
        }
        return Arrays.copyOf(starts, lines);
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    /** The line of an offset, from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of an offset in its line, from 1. */
    int column(int offset) {
        return offset - lineStarts[line(offset) - 1] + 1;
    }

    /** Where a line begins; the end of the text for the line after the last. */
    int startOfLine(int line) {
        return line <= lineStarts.length ? lineStarts[line - 1] : text.length();
    }

    /** A line without its line feed, cut if it is very long. */
    String lineText(int line) {
        if (line != cachedLine) {
            int start = startOfLine(line);
            int end = text.indexOf('\n', start);
            String whole = text.substring(start, Math.min(end < 0 ? text.length() : end, start + SHOWN + 1));
            cachedText = whole.length() > SHOWN ? whole.substring(0, SHOWN) + "…" : whole;
            cachedLine = line;
        }
        return cachedText;
    }

    /** Whether a line looks as if a statement begins there, to one who does not know what stands before it. */
    boolean beginsStatement(int line) {
        int i = startOfLine(line);
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        if (i == text.length()) {
            return false;
        }
        char c = text.charAt(i);
        if (c == '+' || c == '*' || c == '`' || c == '#' || text.startsWith("--", i)) {
            return true;
        }
        // A number begins a statement if a blank or a range follows it; 1:1(0) does not.
        int end = i;
        while (end < text.length() && (Lexer.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return end > i && end < text.length() && " \t~".indexOf(text.charAt(end)) >= 0;
    }

    Step.Location location(int offset) {
        int line = line(offset);
        return new Step.Location(name, line, lineText(line).strip());
    }
}
