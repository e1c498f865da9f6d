package io.statecraft.target.embedded;

import io.statecraft.stack.Profile;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import java.util.List;
import java.util.Set;

/** {@code --target embedded}: the built-in endpoint, with one profile. Needs nothing of the machine. */
public final class EmbeddedTargetKind implements TargetKind {
    private static final Set<String> CAPABILITIES =
            Set.of("embedded", "ipv4", "ipv6", "ipv4-mapped", "sockets", "probe", "virtual-time", "msl");

    private final Profile profile;

    public EmbeddedTargetKind(Profile profile) {
        this.profile = profile;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Set<String> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public boolean virtualTime() {
        return true;
    }

    @Override
    public Target open(TargetRequest request) {
        return new EmbeddedTarget(profile, request);
    }

    @Override
    public List<Finding> examine() {
        return List.of(new Finding("embedded stack", true, "profile " + profile.name() + ", virtual time", ""));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
