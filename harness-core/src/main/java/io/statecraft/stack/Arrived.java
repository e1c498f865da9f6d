package io.statecraft.stack;

import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Segment;

/**
 * A segment that has come, with what its packet says of it.
 *
 * @param ip the packet's header
 * @param ends the connection that it is for
 * @param segment itself
 * @param tunnelPort the peer's UDP port, if it came in a datagram; 0 if it did not
 */
record Arrived(IpHeader ip, FourTuple ends, Segment segment, int tunnelPort) {
    private static final int ECN_FIELD = 3; // of the IP header's octet (RFC 3168 section 5)
    private static final int CONGESTION_EXPERIENCED = 3;

    /** Whether the path says that it is congested. */
    boolean congested() {
        return (ip.trafficClass() & ECN_FIELD) == CONGESTION_EXPERIENCED;
    }
}
