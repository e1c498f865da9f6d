package io.statecraft.target.embedded;

import static io.statecraft.target.embedded.SocketOption.change;
import static io.statecraft.target.embedded.SocketOption.changeIf;

import java.util.List;

/** Options of the internet layer: {@code IPPROTO_IP} and {@code IPPROTO_IPV6}. */
final class IpLevelOptions {
    private static final int OCTET = 255;

    private static final SocketOption TIME_TO_LIVE = SocketOption.of(
            "IPPROTO_IP",
            "IP_TTL",
            socket -> socket.options().hopLimit(),
            changeIf(value -> value >= 1 && value <= OCTET, (options, value) -> options.hopLimit(value.intValue())));

    private static final SocketOption TYPE_OF_SERVICE = SocketOption.of(
                    "IPPROTO_IP",
                    "IP_TOS",
                    socket -> socket.options().trafficClass(),
                    change((options, value) -> options.trafficClass(value.intValue() & OCTET)))
            .orOctet();

    static final List<SocketOption> ALL = List.of(
            TIME_TO_LIVE,
            TIME_TO_LIVE.as("IPPROTO_IPV6", "IPV6_UNICAST_HOPS"),
            TYPE_OF_SERVICE,
            TYPE_OF_SERVICE.as("IPPROTO_IPV6", "IPV6_TCLASS"),
            SocketOption.remembered("IPPROTO_IP", "IP_MTU_DISCOVER").orOctet(),
            SocketOption.remembered("IPPROTO_IP", "IP_FREEBIND"));

    private IpLevelOptions() {}
}
