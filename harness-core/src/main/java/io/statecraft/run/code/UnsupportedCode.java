package io.statecraft.run.code;

/** Something that this interpreter does not know. It does not leave this package: see {@link CodeResult.Unsupported}. */
final class UnsupportedCode extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Span NOWHERE = new Span(-1, -1);

    private transient Span at;

    UnsupportedCode(String construct, Span at) {
        super(construct, null, false, false);
        this.at = at;
    }

    /** Met while running: the statement that runs will say where. */
    UnsupportedCode(String construct) {
        this(construct, NOWHERE);
    }

    void happenedIn(Stmt statement) {
        if (at.equals(NOWHERE)) {
            at = statement.at();
        }
    }

    Span at() {
        return at;
    }
}
