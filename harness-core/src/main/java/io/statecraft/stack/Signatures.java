package io.statecraft.stack;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Md5;
import io.statecraft.wire.Segment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signatures of segments (RFC 2385), and the host's keys for sockets that have none of their own: one for each direction between two
 * addresses, as BSD's security associations have them.
 */
public final class Signatures {
    private final Map<Direction, Bytes> keys = new HashMap<>();

    private record Direction(IpAddress from, IpAddress to) {}

    /** Signs what goes from one address to the other, or checks it, with {@code key}. */
    public void add(IpAddress from, IpAddress to, Bytes key) {
        keys.put(new Direction(from, to), key);
    }

    /** Forgets the host's keys. */
    public void clear() {
        keys.clear();
    }

    /** Whether a segment may be taken by a socket with these options: its signature is right, if there must be one. */
    boolean mayTake(Arrived arrived, EndpointOptions options) {
        if (!options.signed()) {
            return true;
        }
        Direction direction = new Direction(arrived.ip().source(), arrived.ip().destination());
        Optional<Bytes> key = options.key(arrived.ends().remote()).or(() -> Optional.ofNullable(keys.get(direction)));
        return key.isPresent() && Md5.isValid(arrived.ip(), arrived.segment(), key.get());
    }

    /** A segment with its digest, if the socket signs; empty if it should and has no key. */
    Optional<Segment> sign(IpHeader ip, FourTuple ends, EndpointOptions options, Segment s) {
        if (!options.signed()) {
            return Optional.of(s);
        }
        Direction direction = new Direction(ends.local(), ends.remote());
        return options.key(ends.remote())
                .or(() -> Optional.ofNullable(keys.get(direction)))
                .map(key -> Md5.signed(ip, s, key));
    }
}
