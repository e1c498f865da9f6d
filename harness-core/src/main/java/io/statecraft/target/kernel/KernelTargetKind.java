package io.statecraft.target.kernel;

import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import java.util.List;
import java.util.Set;

/**
 * The Linux kernel of this host, in fresh network namespaces for each scenario.
 *
 * <p>A target is opened, used and closed by one thread, which has no other one open; while it is open, that thread is in the target's
 * namespace.
 */
public final class KernelTargetKind implements TargetKind {
    private Reaper reaper;

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public Set<String> capabilities() {
        return Set.of("kernel", "ipv4", "ipv6", "ipv4-mapped", "sockets", "probe");
    }

    @Override
    public boolean virtualTime() {
        return false;
    }

    @Override
    public Target open(TargetRequest request) {
        return new KernelTarget(request, reaper());
    }

    private synchronized Reaper reaper() {
        if (reaper == null) {
            reaper = new Reaper();
        }
        return reaper;
    }

    @Override
    public List<Finding> examine() {
        return List.of();
    }

    @Override
    public synchronized void close() {
        if (reaper != null) {
            reaper.close();
            reaper = null;
        }
    }
}
