package io.statecraft.script;

/**
 * A lexical unit.
 *
 * @param text a word, number, or symbol as written; what stands between the delimiters of a string, a command, or code
 * @param start its offset in the source
 * @param end the offset after it
 */
record Token(Kind kind, String text, int start, int end) {

    /** What a token can be. */
    enum Kind {
        /** {@code [A-Za-z0-9_]+} that is no number. */
        WORD,
        /** {@code -?[0-9]+}. */
        INTEGER,
        /** {@code 0x[0-9a-fA-F]+}. */
        HEX,
        /** {@code -?[0-9]*\.[0-9]+}. */
        FLOAT,
        /** {@code "…"}. */
        STRING,
        /** {@code `…`}. */
        COMMAND,
        /** {@code %{ … }%}, without the blanks at both ends. */
        CODE,
        /** {@code --name}; the text is the name. */
        OPTION,
        /** {@code ...}, or any other single character. */
        SYMBOL,
        /** What was defined for a word, if it is none of these. */
        OTHER,
        /** The end of the text. */
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether this is the symbol or the word {@code wanted}. */
    boolean is(String wanted) {
        return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(wanted);
    }

    boolean isInteger() {
        return kind == Kind.INTEGER || kind == Kind.HEX;
    }

    /** The token as a message names it. */
    String shown() {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return switch (kind) {
            case END -> "the end of the script";
            case STRING -> "the string \"" + shown + "\"";
            case COMMAND -> "a command in backquotes";
            case CODE -> "a %{ }% block";
            case OPTION -> "`--" + shown + "`";
            default -> "`" + shown + "`";
        };
    }
}
