package io.statecraft.stack;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpHeader;
import java.util.OptionalInt;

/** The IP headers that a stack sends: fragmentation is not allowed on the way (RFC 9293 section 3.7.2). */
final class Headers {
    private Headers() {}

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
