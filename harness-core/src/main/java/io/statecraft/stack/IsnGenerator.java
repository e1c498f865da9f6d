package io.statecraft.stack;

import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.SequenceNumber;

/**
 * Initial sequence numbers: a clock of 4 microseconds plus a keyed hash of the connection's ends (RFC 9293 section 3.4.1, RFC 6528
 * section 3). The key comes from the seed, so that a run can be made again; it is no secret and protects nobody.
 */
final class IsnGenerator {
    private static final long TICK = 4_000;

    private final long key;

    IsnGenerator(long seed) {
        this.key = mixed(seed ^ 0x9e3779b97f4a7c15L);
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
        long h = key;
        h = mixed(h ^ digest(ends.local()));
        h = mixed(h ^ digest(ends.remote()));
        return mixed(h ^ ((long) ends.localPort() << 16 | ends.remotePort()));
    }

    private static long digest(IpAddress address) {
        long h = address.version();
        for (int i = 0; i < address.bytes().length(); i++) {
            h = h * 31 + address.bytes().at(i);
        }
        return h;
    }

    /** The finalizer of MurmurHash3: every bit of the argument reaches every bit of the result. */
    private static long mixed(long value) {
        long h = value;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
