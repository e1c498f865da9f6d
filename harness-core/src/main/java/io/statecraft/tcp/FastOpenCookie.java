package io.statecraft.tcp;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;

/**
 * The cookie of a Fast Open option (RFC 7413 section 4.1.1); an empty one is a request.
 *
 * @param bytes none, or 4 to 16, an even number
 * @param experimental whether it stands in an option of kind 254, as before Fast Open had a kind of its own
 */
public record FastOpenCookie(Bytes bytes, boolean experimental) {
    private static final int LEAST = 4;
    private static final int MOST = 16;

    public FastOpenCookie {
        if (!isValid(bytes)) {
            throw new IllegalArgumentException("a cookie has no bytes, or 4 to 16, an even number: " + bytes.length());
        }
    }

    /** A request for a cookie. */
    public static FastOpenCookie request() {
        return new FastOpenCookie(Bytes.EMPTY, false);
    }

    /** The option's of a SYN or SYN,ACK; null if it has none, or one whose length is to be ignored (RFC7413-1). */
    public static FastOpenCookie of(Segment syn) {
        TcpOption.FastOpen option = syn.option(TcpOption.FastOpen.class);
        if (option != null) {
            return isValid(option.cookie()) ? new FastOpenCookie(option.cookie(), false) : null;
        }
        TcpOption.FastOpenExperimental old = syn.option(TcpOption.FastOpenExperimental.class);
        return old != null && isValid(old.cookie()) ? new FastOpenCookie(old.cookie(), true) : null;
    }

    private static boolean isValid(Bytes bytes) {
        int length = bytes.length();
        return length == 0 || length >= LEAST && length <= MOST && length % 2 == 0;
    }

    /** Whether it asks for a cookie. */
    public boolean isRequest() {
        return bytes.isEmpty();
    }

    /** The option that shows it. */
    public TcpOption toOption() {
        return experimental ? new TcpOption.FastOpenExperimental(bytes) : new TcpOption.FastOpen(bytes);
    }
}
