package io.statecraft.requirement;

/** Where it shows whether an endpoint keeps a requirement. */
public enum Testability {
    /** In the packets. */
    WIRE("wire"),
    /** In what the program that uses the connection sees. */
    API("api"),
    /** In both together. */
    BOTH("both"),
    /** Nowhere outside the endpoint. */
    NOT_OBSERVABLE("not-observable");

    private final String text;

    Testability(String text) {
        this.text = text;
    }

    /**
     * The value that the catalogue writes so.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Testability of(String text) {
        for (Testability testability : values()) {
            if (testability.text.equals(text)) {
                return testability;
            }
        }
        throw new IllegalArgumentException("no testability: " + text);
    }

    @Override
    public String toString() {
        return text;
    }
}
