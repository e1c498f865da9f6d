package io.statecraft.target.kernel;

import io.statecraft.link.PacketStamping;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Processes;
import io.statecraft.posix.Promptness;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.TargetUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Linux kernel of this host, in fresh network namespaces for each scenario.
 *
 * <p>A target is opened, used and closed by one thread, which has no other one open; while it is open, that thread is in the target's
 * namespace. So no call and no packet needs a hop to another thread, which would cost tens of microseconds. Runners use threads of
 * their own for that, and start no other thread from them that outlives the target: it would be born in its namespace, and hold it.
 */
public final class KernelTargetKind implements TargetKind {
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;

    private final Optional<WireKind> wanted;
    private volatile WireKind wire;
    private Reaper reaper;
    private PacketStamping stamping;
    private Promptness promptness;

    /** By TUN, or by packet sockets where the TUN device is not for us. */
    public KernelTargetKind() {
        wanted = Optional.empty();
        wire = WireKind.TUN;
    }

    /** By the given wire. */
    public KernelTargetKind(WireKind wire) {
        wanted = Optional.of(wire);
        this.wire = wire;
    }

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public Set<String> capabilities() {
        return Set.of("kernel", "ipv4", "ipv6", "ipv4-mapped", "sockets", "probe", "shell");
    }

    @Override
    public boolean knowsCall(String function) {
        return KernelSockets.FUNCTIONS.contains(function);
    }

    @Override
    public boolean needsShell(String command) {
        return Commands.needsShell(command);
    }

    @Override
    public boolean virtualTime() {
        return false;
    }

    @Override
    public boolean allowsRehearsal() {
        return true;
    }

    /** The wire that targets have. Which one that is, if none was asked for, is certain only after the first was opened. */
    public WireKind wire() {
        return wire;
    }

    @Override
    public Target open(TargetRequest request) {
        if (!Examination.operatingSystem().present()) {
            throw unavailable(Examination.operatingSystem());
        }
        try {
            return tryOpen(request);
        } catch (PosixException e) {
            if (e.errno() == EMFILE || e.errno() == ENFILE) {
                throw new TargetUnavailableException(
                        "too many files are open: " + e.getMessage(),
                        "raise the limit: ulimit -n 1024; or lower --jobs",
                        e);
            }
            Finding namespaces = Examination.networkNamespaces();
            if (!namespaces.present()) {
                throw unavailable(namespaces);
            }
            Finding cause = Examination.inNamespace().stream()
                    .filter(finding -> !finding.present() && matters(finding))
                    .findFirst()
                    .orElseThrow(() -> e);
            throw unavailable(cause);
        }
    }

    private Target tryOpen(TargetRequest request) {
        try {
            return new KernelTarget(request, wire, reaper());
        } catch (PosixException e) {
            if (wanted.isPresent() || wire != WireKind.TUN || tunWorks()) {
                throw e;
            }
            wire = WireKind.PACKET;
            return new KernelTarget(request, wire, reaper());
        }
    }

    private static boolean tunWorks() {
        return !Examination.networkNamespaces().present()
                || Examination.inNamespace().stream()
                        .anyMatch(finding -> finding.what().equals("TUN") && finding.present());
    }

    /** Whether a target cannot do without it. */
    private boolean matters(Finding finding) {
        return switch (finding.what()) {
            case "TUN" -> wanted.equals(Optional.of(WireKind.TUN));
            case "veth pairs" -> wire != WireKind.TUN;
            case "IPv6", "real-time priority" -> false;
            default -> true;
        };
    }

    private static TargetUnavailableException unavailable(Finding finding) {
        return new TargetUnavailableException(
                "the kernel target lacks " + finding.what() + ": " + finding.detail(), finding.remedy());
    }

    private synchronized Reaper reaper() {
        if (reaper == null) {
            stamping = new PacketStamping();
            promptness = new Promptness();
            reaper = new Reaper();
        }
        promptness.refresh();
        return reaper;
    }

    /** What is missing, and the remedies: each thing is tried, none is guessed. */
    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Examination.operatingSystem());
        if (!findings.get(0).present()) {
            return findings;
        }
        Finding namespaces = Examination.networkNamespaces();
        if (namespaces.present()) {
            String detail = namespaces.detail() + ", user " + Processes.effectiveUser();
            findings.add(new Finding(namespaces.what(), true, detail, ""));
            findings.addAll(Examination.inNamespace());
        } else {
            Finding user = UserNamespace.examine();
            String detail = user.present()
                    ? "in a user namespace, where the command line runs itself again"
                    : namespaces.detail();
            findings.add(new Finding(namespaces.what(), user.present(), detail, user.remedy()));
            findings.add(user);
        }
        return findings;
    }

    /** Waits until the kernel has let go of everything that targets held. */
    @Override
    public synchronized void close() {
        if (reaper != null) {
            reaper.close();
            reaper = null;
            stamping.close();
            promptness.close();
        }
    }
}
