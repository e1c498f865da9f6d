package io.statecraft.tcp;

/** What a rule tells the user, in the words of RFC 9293 section 3.10. */
public enum UserSignal {
    /** The handshake is complete: OPEN returns. */
    ESTABLISHED("connection established"),
    /** The peer has sent its FIN: end of file. */
    CLOSING("connection closing"),
    RESET("connection reset"),
    REFUSED("connection refused"),
    ABORTED_BY_TIMEOUT("connection aborted due to user timeout"),
    /** An ICMP error that ends the connection. */
    UNREACHABLE("destination unreachable"),
    /** An ICMP error that does not. */
    SOFT_ERROR("soft error"),
    URGENT("urgent data"),
    /** A half-open connection returned to LISTEN: the user need not be told. */
    RELISTENED("returned to LISTEN"),

    ERROR_NO_CONNECTION("error: connection does not exist"),
    ERROR_EXISTS("error: connection already exists"),
    ERROR_REMOTE_UNSPECIFIED("error: remote socket unspecified"),
    ERROR_CLOSING("error: connection closing"),
    OK("ok");

    private final String text;

    UserSignal(String text) {
        this.text = text;
    }

    /** Whether it is the failure of a call. */
    public boolean isError() {
        return text.startsWith("error:");
    }

    @Override
    public String toString() {
        return text;
    }
}
