package io.statecraft.stack;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import java.util.OptionalInt;

/** The IP headers that a stack sends: fragmentation is not allowed on the way (RFC 9293 section 3.7.2). */
final class Headers {
    private static final int FIRST_V4_GROUP = 224; // and above them what is reserved, and everybody
    private static final int V6_GROUP = 0xff;

    private Headers() {}

    /** Whether a packet can come from {@code address}: not from a group, nor from everybody or nobody. */
    static boolean isUnicast(IpAddress address) {
        int first = Byte.toUnsignedInt(address.bytes().at(0));
        boolean group = address.version() == 4 ? first >= FIRST_V4_GROUP : first == V6_GROUP;
        return !group && !address.bytes().isAllZero();
    }

    static IpHeader between(FourTuple ends, int trafficClass, int hopLimit, int identification) {
        return ends.local().version() == 4
                ? new IpHeader.V4(
                        ends.local(),
                        ends.remote(),
                        trafficClass,
                        hopLimit,
                        identification,
                        true,
                        false,
                        0,
                        Bytes.EMPTY,
                        IpHeader.V4.Raw.COMPUTED)
                : new IpHeader.V6(ends.local(), ends.remote(), trafficClass, hopLimit, 0, OptionalInt.empty());
    }
}
