package io.statecraft.target;

import java.util.Optional;
import java.util.stream.Stream;

/** The address variant of a run: sockets and wire. */
public enum Family {
    IPV4("ipv4", 4, 4),
    IPV6("ipv6", 6, 6),
    /** IPv6 sockets with IPv4 on the wire (::ffff:1.2.3.4). */
    IPV4_MAPPED("ipv4-mapped", 6, 4);

    private final String label;
    private final int socketVersion;
    private final int wireVersion;

    Family(String label, int socketVersion, int wireVersion) {
        this.label = label;
        this.socketVersion = socketVersion;
        this.wireVersion = wireVersion;
    }

    /** 4 or 6: the domain of the sockets. */
    public int socketVersion() {
        return socketVersion;
    }

    /** 4 or 6: the packets. */
    public int wireVersion() {
        return wireVersion;
    }

    /** By label, or by packetdrill's names for it ({@code ipv4-mapped-ipv6}, {@code ipv4_mapped_ipv6}, {@code ipv4-mapped-v6}). */
    public static Optional<Family> named(String name) {
        String plain = name.replace('_', '-');
        return Stream.of(values())
                .filter(family -> plain.equals(family.label)
                        || family == IPV4_MAPPED
                                && (plain.equals("ipv4-mapped-ipv6") || plain.equals("ipv4-mapped-v6")))
                .findFirst();
    }

    /** {@code ipv4}, {@code ipv6} or {@code ipv4-mapped}. */
    @Override
    public String toString() {
        return label;
    }
}
