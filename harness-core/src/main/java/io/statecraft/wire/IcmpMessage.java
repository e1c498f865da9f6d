package io.statecraft.wire;

import java.util.OptionalInt;

/**
 * An ICMP or ICMPv6 message (RFC 792, RFC 4443).
 *
 * @param version which of the two: 4 or 6; their types have different numbers
 * @param type 0 to 255
 * @param code 0 to 255
 * @param rest the four octets after the checksum, as one number: next-hop MTU, identifier and sequence, pointer, or unused
 * @param body what follows: for an error, the quoted packet
 * @param checksum the field, if it is not to be computed; when decoded, set if, and only if, it was wrong
 */
public record IcmpMessage(int version, int type, int code, int rest, Bytes body, OptionalInt checksum)
        implements Transport {
    public IcmpMessage {
        if (version != 4 && version != 6) {
            throw new IllegalArgumentException("version " + version + " is neither 4 nor 6");
        }
        Ranges.unsigned8("type", type);
        Ranges.unsigned8("code", code);
        Ranges.unsigned16("checksum", checksum.orElse(0));
    }

    /** With the computed checksum. */
    public IcmpMessage(int version, int type, int code, int rest, Bytes body) {
        this(version, type, code, rest, body, OptionalInt.empty());
    }

    @Override
    public int protocol() {
        return version == 4 ? 1 : 58;
    }

    /** Whether it reports an error about a packet, which it quotes. */
    public boolean isError() {
        return version == 6 ? type < 128 : type >= 3 && type <= 5 || type == 11 || type == 12;
    }

    /** Whether it is an echo request or reply. */
    public boolean isEcho() {
        return version == 6 ? type == 128 || type == 129 : type == 0 || type == 8;
    }

    /** Whether it is the error of path MTU discovery (RFC 1191 section 4, RFC 8201): {@link #nextHopMtu} says more. */
    public boolean isFragmentationNeeded() {
        return version == 6 ? type == 2 : type == 3 && code == 4;
    }

    /** The next-hop MTU in bytes, if this {@link #isFragmentationNeeded}; 0 from a router that does not tell. */
    public long nextHopMtu() {
        return version == 6 ? Integer.toUnsignedLong(rest) : rest & 0xffff;
    }
}
