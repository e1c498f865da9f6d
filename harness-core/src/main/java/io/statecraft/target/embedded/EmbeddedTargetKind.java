package io.statecraft.target.embedded;

import io.statecraft.stack.Fault;
import io.statecraft.stack.Profile;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code --target embedded}: the built-in endpoint, with one profile. Needs nothing of the machine. */
public final class EmbeddedTargetKind implements TargetKind {
    private static final Set<String> CAPABILITIES =
            Set.of("embedded", "ipv4", "ipv6", "ipv4-mapped", "sockets", "probe", "virtual-time", "msl", "tcp-in-udp");

    private final Profile profile;
    private final Supplier<Fault> fault;

    public EmbeddedTargetKind(Profile profile) {
        this(profile, () -> Fault.NONE);
    }

    /**
     * One that misbehaves.
     *
     * @param fault makes a fault for each target, which may remember what it has seen
     */
    public EmbeddedTargetKind(Profile profile, Supplier<Fault> fault) {
        this.profile = profile;
        this.fault = fault;
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
    public boolean knowsCall(String function) {
        return EmbeddedSockets.knows(function);
    }

    @Override
    public boolean virtualTime() {
        return true;
    }

    @Override
    public Target open(TargetRequest request) {
        return new EmbeddedTarget(profile, fault.get(), request);
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
