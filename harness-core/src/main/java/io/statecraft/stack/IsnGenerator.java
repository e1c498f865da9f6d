package io.statecraft.stack;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.SequenceNumber;
import java.nio.ByteBuffer;

/**
 * Initial sequence numbers: a clock of 4 microseconds plus a keyed hash of the connection's ends (RFC 9293 section 3.4.1, RFC 6528
 * section 3). The key comes from the seed, so that a run can be made again; it is no secret and protects nobody.
 */
final class IsnGenerator {
    private static final long TICK = 4_000;

    private final SipHash key;

    IsnGenerator(long seed) {
        this.key = SipHash.of(seed, 6528);
    }

    /** The initial sequence number of a connection that opens at {@code now} nanoseconds. */
    SequenceNumber next(FourTuple ends, long now) {
        return SequenceNumber.of(now / TICK + hash(ends));
    }

    /** A number that is the connection's own: where its timestamp clock starts. */
    int timestampOffset(FourTuple ends) {
        return (int) (hash(ends) >>> 32);
    }

    private long hash(FourTuple ends) {
        ByteBuffer message = ByteBuffer.allocate(2 * 16 + Integer.BYTES);
        ends.local().bytes().putInto(message);
        ends.remote().bytes().putInto(message);
        message.putInt(ends.localPort() << 16 | ends.remotePort());
        return key.hash(Bytes.copyOf(message.array(), 0, message.position()));
    }
}
