package io.statecraft.target.kernel;

import io.statecraft.target.TargetRequest;
import io.statecraft.wire.IpAddress;
import java.util.Optional;

/**
 * The addresses of a scenario: packetdrill's, where the scenario has none of its own.
 *
 * @param local the target's
 * @param localPrefix of the target's network, in bits
 * @param remote the harness's
 * @param remotePrefix of the network that the route to the harness leads to
 * @param gateway on that route, or null if the harness is a neighbour
 */
record Addressing(IpAddress local, int localPrefix, IpAddress remote, int remotePrefix, IpAddress gateway) {

    private static final IpAddress V4_LOCAL = IpAddress.of("192.168.0.1");
    private static final IpAddress V4_OTHER = IpAddress.of("192.168.0.2");
    private static final IpAddress V4_REMOTE = IpAddress.of("192.0.2.1");
    private static final IpAddress V6_LOCAL = IpAddress.of("fd3d:fa7b:d17d::1");
    private static final IpAddress V6_OTHER = IpAddress.of("fd3d:fa7b:d17d::2");
    private static final IpAddress V6_REMOTE = IpAddress.of("2001:db8::1");

    /** What {@code request} asks for. */
    static Addressing of(TargetRequest request) {
        boolean v4 = request.family().wireVersion() == 4;
        IpAddress local = request.localAddress().orElse(v4 ? V4_LOCAL : V6_LOCAL);
        IpAddress remote = request.remoteAddress().orElse(v4 ? V4_REMOTE : V6_REMOTE);
        int localPrefix = v4 ? netmask(request).orElse(16) : 48;
        int remotePrefix =
                request.remoteAddress().isPresent() ? 8 * local.bytes().length() : v4 ? 24 : 32;
        if (Prefixes.sameNetwork(local, remote, localPrefix)) {
            return new Addressing(local, localPrefix, remote, remotePrefix, null);
        }
        IpAddress usual = v4 ? V4_OTHER : V6_OTHER;
        IpAddress gateway = Optional.ofNullable(request.settings().get("gateway_ip"))
                .map(IpAddress::of)
                .orElse(!usual.equals(local) ? usual : v4 ? V4_LOCAL : V6_LOCAL);
        boolean reachable = Prefixes.sameNetwork(local, gateway, localPrefix) && !gateway.equals(local);
        return new Addressing(local, localPrefix, remote, remotePrefix, reachable ? gateway : null);
    }

    /** The neighbour to which packets for the harness go. */
    IpAddress nextHop() {
        return gateway == null ? remote : gateway;
    }

    private static Optional<Integer> netmask(TargetRequest request) {
        return Optional.ofNullable(request.settings().get("netmask_ip")).map(text -> {
            int bits = 0;
            byte[] mask = IpAddress.of(text).bytes().toArray();
            for (byte octet : mask) {
                bits += Integer.bitCount(Byte.toUnsignedInt(octet));
            }
            return bits;
        });
    }
}
