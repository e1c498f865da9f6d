package io.statecraft.run.code;

/**
 * A stretch of a block's text.
 *
 * @param from the offset of its first character
 * @param to the offset after its last
 */
record Span(int from, int to) {

    /** From the beginning of this to the end of {@code last}. */
    Span to(Span last) {
        return new Span(from, last.to);
    }

    /** The line that it begins on, from 1. */
    int line(String text) {
        int end = Math.min(from, text.length());
        int line = 1;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** What it covers, on one line: continuation marks and line ends are blanks. */
    String onOneLine(String text) {
        String covered = text.substring(Math.min(from, text.length()), Math.min(to, text.length()));
        return covered.replace("\\\n", " ").replaceAll("\\s*\n\\s*", " ").strip();
    }
}
