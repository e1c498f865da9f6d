package io.statecraft.scenario;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import java.util.Optional;

/**
 * What is wrong, or out of the ordinary, on purpose with a packet to inject: a host should take it for what it is.
 *
 * @param source the address that it claims to come from, instead of the peer's
 * @param destination the address that it is sent to, instead of the target's
 * @param ipOptions the octets of IPv4 options, a multiple of four
 * @param checksum of TCP
 */
public record Forgery(Optional<IpAddress> source, Optional<IpAddress> destination, Bytes ipOptions, Checksum checksum) {
    /** Nothing. */
    public static final Forgery NONE = new Forgery(Optional.empty(), Optional.empty(), Bytes.EMPTY, Checksum.RIGHT);

    private static final int WORD = 4;
    private static final int MOST = 40;

    /** What the checksum field has. */
    public enum Checksum {
        /** What it should have. */
        RIGHT,
        /** Anything else. */
        BAD,
        /** Zero, which means something in UDP and nothing in TCP. */
        ZERO
    }

    public Forgery {
        if (ipOptions.length() % WORD != 0 || ipOptions.length() > MOST) {
            throw new IllegalArgumentException(
                    "IP options take a multiple of 4 octets, at most 40, not " + ipOptions.length());
        }
    }
}
