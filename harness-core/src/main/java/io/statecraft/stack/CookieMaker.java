package io.statecraft.stack;

import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A server's Fast Open cookies (RFC 7413 section 4.1.2): a keyed hash of both addresses, so that nothing needs to be kept of a client. */
final class CookieMaker {
    private SipHash key;

    CookieMaker(SipHash key) {
        this.key = key;
    }

    /** With another key: what was made before is not valid any more (section 4.1.2, rule 5). */
    void key(SipHash next) {
        key = next;
    }

    /** The client's cookie. */
    Bytes make(FourTuple ends) {
        byte[] both = join(ends.remote().bytes(), ends.local().bytes());
        return Bytes.of(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(key.hash(Bytes.of(both)))
                .array());
    }

    private static byte[] join(Bytes first, Bytes second) {
        ByteBuffer joined = ByteBuffer.allocate(first.length() + second.length());
        first.putInto(joined);
        second.putInto(joined);
        return joined.array();
    }

    /** Whether the client shows its own. */
    boolean isValid(FastOpenCookie cookie, FourTuple ends) {
        return cookie.bytes().equals(make(ends));
    }
}
