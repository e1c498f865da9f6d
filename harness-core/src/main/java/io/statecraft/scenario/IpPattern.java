package io.statecraft.scenario;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a packet line says of the IP header.
 *
 * @param tos the whole type-of-service (traffic-class) octet
 * @param dscp its upper six bits alone
 * @param ecn its lower two bits alone
 * @param ttl time to live or hop limit
 * @param flowLabel of IPv6
 * @param forged what is out of the ordinary, of a packet to inject
 */
public record IpPattern(
        OptionalInt tos, OptionalInt dscp, Optional<Ecn> ecn, OptionalInt ttl, OptionalInt flowLabel, Forgery forged) {

    /** Of a packet with nothing out of the ordinary. */
    public IpPattern(OptionalInt tos, OptionalInt dscp, Optional<Ecn> ecn, OptionalInt ttl, OptionalInt flowLabel) {
        this(tos, dscp, ecn, ttl, flowLabel, Forgery.NONE);
    }

    /** Says nothing: zero and 255 when sending, anything when matching. */
    public static final IpPattern UNSET = new IpPattern(
            OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** The ECN field (RFC 3168 section 5). */
    public enum Ecn {
        NOECN,
        ECT1,
        ECT0,
        CE,
        /** Either ECT value; only when matching. */
        ECT01
    }
}
