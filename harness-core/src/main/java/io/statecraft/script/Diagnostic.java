package io.statecraft.script;

import java.util.Optional;

/**
 * Something to say about a script.
 *
 * @param severity how bad
 * @param source the script's name
 * @param line from 1; 0 if it concerns the whole script
 * @param column from 1; 0 if it concerns the whole line
 * @param message what is wrong: what was found, and what was expected
 * @param remedy what to do about it, if there is something
 * @param sourceLine the line's text; empty if there is none
 */
public record Diagnostic(
        Severity severity,
        String source,
        int line,
        int column,
        String message,
        Optional<String> remedy,
        String sourceLine) {

    /** How bad. */
    public enum Severity {
        /** The script cannot be played. */
        ERROR,
        /** The script is beyond what Statecraft covers (SCTP, for one): it is skipped, which is no verdict. */
        UNSUPPORTED
    }

    /** How much of a line a message shows before and after the column. */
    private static final int BEFORE = 80;

    private static final int AFTER = 60;

    /** About a script as a whole. */
    static Diagnostic ofWhole(String source, String message, String remedy) {
        return new Diagnostic(Severity.ERROR, source, 0, 0, message, Optional.ofNullable(remedy), "");
    }

    /** {@code file:line:column: error: message}, the source line, a caret below the column, and the remedy. */
    public String render() {
        StringBuilder out = new StringBuilder(source);
        if (line > 0) {
            out.append(':').append(line);
        }
        if (column > 0) {
            out.append(':').append(column);
        }
        out.append(": ")
                .append(severity == Severity.ERROR ? "error" : "not supported")
                .append(": ")
                .append(message.replaceAll("\\p{Cntrl}", "?")) // it may quote the script
                .append('\n');
        if (!sourceLine.isEmpty() && column > 0) {
            excerpt(out);
        }
        remedy.ifPresent(text -> out.append("  help: ").append(text).append('\n'));
        return out.toString();
    }

    private void excerpt(StringBuilder out) {
        int at = Math.min(column - 1, sourceLine.length());
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(sourceLine.length(), at + AFTER);
        String number = String.valueOf(line);
        out.append("  ").append(number).append(" | ");
        if (from > 0) {
            out.append('…');
        }
        for (int i = from; i < to; i++) {
            char c = sourceLine.charAt(i);
            // A tab or a control character must not move the caret.
            out.append(c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : c);
        }
        out.append(to < sourceLine.length() ? "…" : "").append('\n');
        int margin = 2 + number.length();
        out.append(" ".repeat(margin)).append(" | ");
        out.append(" ".repeat(at - from + (from > 0 ? 1 : 0))).append("^\n");
    }

    @Override
    public String toString() {
        return render();
    }
}
