package io.statecraft.target.kernel;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;

/** Address prefixes (RFC 4632, RFC 4291). */
final class Prefixes {
    private Prefixes() {}

    /** {@code address} with all bits after the first {@code length} zero. */
    static IpAddress network(IpAddress address, int length) {
        byte[] bytes = address.bytes().toArray();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(8, length - 8 * i));
            bytes[i] &= (byte) (0xff00 >> kept);
        }
        return new IpAddress(Bytes.of(bytes));
    }

    /** Whether both addresses are of one family and agree in the first {@code length} bits. */
    static boolean sameNetwork(IpAddress one, IpAddress other, int length) {
        return one.version() == other.version() && network(one, length).equals(network(other, length));
    }
}
