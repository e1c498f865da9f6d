package io.statecraft.scenario;

import java.util.List;
import java.util.OptionalInt;

/** An encapsulating header, written before the packet proper: {@code ipv4 1.2.3.4 > 5.6.7.8: …}. */
public sealed interface OuterHeader {

    /** {@code ipv4 a > b:} or {@code ipv6 a > b:}; addresses as written. */
    record Ip(int version, IpPattern fields, String source, String destination) implements OuterHeader {}

    /** {@code gre …:}; unset numbers are zero. */
    record Gre(int flags, int checksum, int offset, OptionalInt key, OptionalInt sequence) implements OuterHeader {}

    /** {@code mpls (label …) …:}. */
    record Mpls(List<Entry> stack) implements OuterHeader {
        public Mpls {
            stack = List.copyOf(stack);
        }

        /** One label stack entry. */
        public record Entry(int label, int trafficClass, boolean bottom, int ttl) {}
    }
}
