package io.statecraft.scenario;

import java.util.List;

/**
 * A packet to inject or to expect.
 *
 * @param outer encapsulating headers, outermost first; empty for a plain packet
 * @param ip what is said of the innermost IP header
 * @param transport what is inside
 */
public record PacketPattern(List<OuterHeader> outer, IpPattern ip, TransportPattern transport) {
    public PacketPattern {
        outer = List.copyOf(outer);
    }

    /** A TCP segment without outer headers, nothing said of IP. */
    public static PacketPattern of(TransportPattern transport) {
        return new PacketPattern(List.of(), IpPattern.UNSET, transport);
    }
}
