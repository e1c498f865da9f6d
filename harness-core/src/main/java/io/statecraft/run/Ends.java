package io.statecraft.run;

import io.statecraft.target.SocketApi;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.util.Optional;

/** The ends of a socket as the wire has them. */
final class Ends {
    private static final Bytes MAPPED_PREFIX =
            IpAddress.of("::ffff:0.0.0.0").bytes().slice(0, 12);

    private Ends() {}

    /** The connection behind a descriptor; empty for one that has no peer. */
    static Optional<FourTuple> connection(Optional<SocketApi.Ends> ends) {
        return ends.flatMap(e -> e.remote()
                .map(remote -> new FourTuple(onWire(e.local()), e.localPort(), onWire(remote), e.remotePort())));
    }

    /** The address as packets carry it: of {@code ::ffff:1.2.3.4} the last four bytes. */
    static IpAddress onWire(IpAddress address) {
        boolean mapped = address.version() == 6 && address.bytes().slice(0, 12).equals(MAPPED_PREFIX);
        return mapped ? new IpAddress(address.bytes().slice(12, 16)) : address;
    }
}
