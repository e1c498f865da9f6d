package io.statecraft.target;

import io.statecraft.wire.IpAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a scenario asks of its target.
 *
 * @param family the address variant
 * @param localAddress the target's address, if the scenario names one ({@code --local_ip})
 * @param remoteAddress the harness's, if the scenario names one ({@code --remote_ip})
 * @param mtu of the link, in octets
 * @param seed for every random choice
 * @param directory the scenario's own folder: where its commands run
 * @param allowShell whether a shell may run its commands
 * @param settings further options of the scenario that concern the target ({@code speed}, {@code is_anyip}, {@code msl}, …), by name
 */
public record TargetRequest(
        Family family,
        Optional<IpAddress> localAddress,
        Optional<IpAddress> remoteAddress,
        int mtu,
        long seed,
        Path directory,
        boolean allowShell,
        Map<String, String> settings) {
    public TargetRequest {
        settings = Map.copyOf(settings);
    }
}
