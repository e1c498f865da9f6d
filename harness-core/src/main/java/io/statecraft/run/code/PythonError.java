package io.statecraft.run.code;

/** An exception as Python would raise it. It does not leave this package: it becomes a {@link CodeResult.Failed}. */
final class PythonError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private transient Stmt statement;
    private transient Scope scope;

    /**
     * An error.
     *
     * @param kind the name of Python's exception
     * @param detail its text
     */
    PythonError(String kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    static PythonError type(String detail) {
        return new PythonError("TypeError", detail);
    }

    static PythonError value(String detail) {
        return new PythonError("ValueError", detail);
    }

    static PythonError noAttribute(Value object, String name) {
        return new PythonError("AttributeError", "'" + object.type() + "' object has no attribute '" + name + "'");
    }

    String kind() {
        return kind;
    }

    /** Remembers where it happened; the innermost statement says so first. */
    void happenedIn(Stmt at, Scope in) {
        if (statement == null) {
            statement = at;
            scope = in;
        }
    }

    /** The statement that it happened in; null if the text could not be parsed. */
    Stmt statement() {
        return statement;
    }

    Scope scope() {
        return scope;
    }
}
