package io.statecraft.run.code;

/** A token of Python. */
record Token(Kind kind, String text, Span at) {

    enum Kind {
        NAME,
        NUMBER,
        /** With its prefix and its quotes. */
        STRING,
        OPERATOR,
        /** The end of a logical line. */
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    /** Whether it is this operator or keyword. */
    boolean is(String symbol) {
        return (kind == Kind.OPERATOR || kind == Kind.NAME) && text.equals(symbol);
    }

    /** As a message quotes it. */
    String quoted() {
        return switch (kind) {
            case NEWLINE, END -> "the end of the line";
            case INDENT, DEDENT -> "a change of indentation";
            default -> "'" + text + "'";
        };
    }
}
