package io.statecraft.target.kernel;

import java.util.Locale;
import java.util.Optional;

/** How the harness is wired to the kernel under test: what {@code --link} says. */
public enum WireKind {
    /** By a TUN interface: what is sent has been through the stack when the call returns. */
    TUN,

    /** By a veth pair, the harness with a packet socket at its far end: whole Ethernet frames. */
    PACKET,

    /** By a veth pair, the harness sending through raw IP sockets (IP_HDRINCL). */
    RAW;

    /** By name, in lower case. */
    public static Optional<WireKind> named(String name) {
        for (WireKind kind : values()) {
            if (kind.toString().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** As in {@code --link}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
