package io.statecraft.target.kernel;

import io.statecraft.target.TargetRequest;
import java.util.Map;

/**
 * What a fresh network namespace inherits from the host, set to fixed values: a scenario is to see the same kernel on every host.
 * Everything else starts from the kernel's own defaults.
 */
final class NamespaceSettings {
    static final String CONGESTION_CONTROL = "net/ipv4/tcp_congestion_control";
    static final String CUBIC = "cubic";

    private static final Map<String, String> FIXED = Map.of(
            CONGESTION_CONTROL,
            CUBIC,
            "net/ipv4/tcp_rmem",
            "4096 131072 6291456",
            "net/ipv4/tcp_wmem",
            "4096 16384 4194304",
            "net/ipv4/conf/all/rp_filter",
            "0",
            "net/ipv4/conf/default/rp_filter",
            "0");

    private NamespaceSettings() {}

    /** To be called in the namespace, before it has interfaces. */
    static void apply(TargetRequest request) {
        // A kernel without cubic keeps what it has, and so does one whose host has another default: there it is not
        // permitted.
        FIXED.forEach(Sysctls::set);
        if (request.family().wireVersion() == 6) {
            Sysctls.require("net/ipv6/conf/default/accept_dad", "0");
        } else {
            // For interfaces that are still to come, which is enough, and needs no lock; to set it for all takes the
            // kernel's lock
            // of interfaces, in a loop that keeps a processor busy while others make or end their namespaces. Where the
            // kernel has
            // no IPv6 there is nothing to switch off.
            Sysctls.set("net/ipv6/conf/default/disable_ipv6", "1");
        }
    }
}
