package io.statecraft.script;

/**
 * Leaves the statement that is being parsed; caught where the parser recovers, and never outside this package. It is
 * control flow on data, so it has no stack trace.
 */
final class ScriptError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Diagnostic.Severity severity;
    private final int offset;
    private final String remedy;

    ScriptError(Diagnostic.Severity severity, int offset, String message, String remedy) {
        super(message, null, false, false);
        this.severity = severity;
        this.offset = offset;
        this.remedy = remedy;
    }

    static ScriptError at(int offset, String message) {
        return new ScriptError(Diagnostic.Severity.ERROR, offset, message, null);
    }

    static ScriptError at(int offset, String message, String remedy) {
        return new ScriptError(Diagnostic.Severity.ERROR, offset, message, remedy);
    }

    /** The script uses {@code construct}, which Statecraft does not cover. */
    static ScriptError unsupported(int offset, String construct) {
        return new ScriptError(
                Diagnostic.Severity.UNSUPPORTED, offset, construct + " is not covered; the script is skipped", null);
    }

    Diagnostic.Severity severity() {
        return severity;
    }

    int offset() {
        return offset;
    }

    /** What to do about it, or null. */
    String remedy() {
        return remedy;
    }
}
