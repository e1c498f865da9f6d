package io.statecraft.run.code;

/** A text that is not Python. It does not leave this package: it becomes a {@link CodeResult.Failed}. */
final class CodeSyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final transient Span at;

    CodeSyntaxError(String detail, Span at) {
        this("SyntaxError", detail, at);
    }

    /**
     * An error.
     *
     * @param kind {@code SyntaxError} or one of its kinds, such as {@code IndentationError}
     */
    CodeSyntaxError(String kind, String detail, Span at) {
        super(detail, null, false, false);
        this.kind = kind;
        this.at = at;
    }

    String kind() {
        return kind;
    }

    Span at() {
        return at;
    }
}
