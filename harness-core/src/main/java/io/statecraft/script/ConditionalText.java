package io.statecraft.script;

import io.statecraft.script.Diagnostic.Severity;

/**
 * {@code #ifdef NAME … #endif}: no {@code #else}, no nesting. What is left out is not even lexed. The parser may read a
 * stretch of text twice, so a directive counts only the first time.
 */
final class ConditionalText {
    private static final String IFDEF = "#ifdef";
    private static final String ENDIF = "#endif";

    private final String text;
    private final Definitions definitions;
    private final DiagnosticLog log;
    private int seenUpTo;
    private int openedAt = -1;

    ConditionalText(String text, Definitions definitions, DiagnosticLog log) {
        this.text = text;
        this.definitions = definitions;
        this.log = log;
    }

    /**
     * The offset after the directive that begins at {@code offset}, and after what it leaves out.
     *
     * @throws ScriptError if there is no such directive
     */
    int skip(int offset) {
        if (offset == 0 && text.startsWith("#!")) { // an executable script
            int end = text.indexOf('\n');
            return end < 0 ? text.length() : end;
        }
        boolean first = offset >= seenUpTo;
        seenUpTo = Math.max(seenUpTo, offset + 1);
        if (isDirective(ENDIF, offset)) {
            if (first && openedAt < 0) {
                log.add(Severity.ERROR, offset, "`#endif` without an `#ifdef` before it", null);
            }
            openedAt = first ? -1 : openedAt;
            return offset + ENDIF.length();
        }
        if (isDirective(IFDEF, offset)) {
            return ifdef(offset, first);
        }
        throw ScriptError.at(offset, "`#` begins neither `#ifdef NAME` nor `#endif`", "a comment begins with `//`");
    }

    private int ifdef(int offset, boolean first) {
        int from = offset + IFDEF.length();
        while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        int to = from;
        while (to < text.length() && Lexer.isWordPart(text.charAt(to))) {
            to++;
        }
        if (to == from) {
            throw ScriptError.at(offset, "`#ifdef` needs a name");
        }
        if (first && openedAt >= 0) {
            log.add(Severity.ERROR, offset, "`#ifdef` inside an `#ifdef`", "close the first one with `#endif`");
        }
        openedAt = first ? offset : openedAt;
        if (definitions.isDefined(text.substring(from, to))) {
            return to;
        }
        int end = text.indexOf(ENDIF, to);
        return end < 0 ? text.length() : end;
    }

    void finish() {
        if (openedAt >= 0) {
            log.add(Severity.ERROR, openedAt, "`#ifdef` without an `#endif`", "close it with `#endif`");
        }
    }

    private boolean isDirective(String name, int offset) {
        int end = offset + name.length();
        return text.startsWith(name, offset) && (end == text.length() || !Lexer.isWordPart(text.charAt(end)));
    }
}
