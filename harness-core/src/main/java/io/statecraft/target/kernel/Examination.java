package io.statecraft.target.kernel;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.TunDevice;
import io.statecraft.posix.Descriptor;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Scheduling;
import io.statecraft.posix.Sockets;
import io.statecraft.posix.Symbols;
import io.statecraft.posix.Urgency;
import io.statecraft.target.TargetKind.Finding;
import io.statecraft.wire.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Tries one by one what a kernel target needs, on a thread of its own in namespaces of its own. */
final class Examination {
    private static final String AS_ROOT = "run as root, or where user namespaces are permitted";

    private Examination() {}

    /** Whether this is Linux at all; nothing else is tried where it is not. */
    static Finding operatingSystem() {
        String name = System.getProperty("os.name");
        boolean linux = name.toLowerCase(Locale.ROOT).contains("linux");
        boolean wide = System.getProperty("os.arch").contains("64");
        String detail = name + " " + System.getProperty("os.version") + " on " + System.getProperty("os.arch");
        return new Finding("Linux", linux && wide, detail, linux && wide ? "" : "use --target embedded");
    }

    /** Whether this process may make network namespaces. */
    static Finding networkNamespaces() {
        return onOwnThread(() -> {
            try {
                NetworkNamespace.enterNew().close();
                return present("network namespaces", UserNamespace.isInside() ? "in a user namespace" : "permitted");
            } catch (PosixException e) {
                return missing("network namespaces", e, AS_ROOT);
            }
        });
    }

    /** What a target needs once there are namespaces. */
    static List<Finding> inNamespace() {
        return onOwnThread(() -> {
            NetworkNamespace namespace = NetworkNamespace.enterNew();
            try {
                return List.of(tun(), veth(), packetSockets(), sockDiag(), ipv6(), realTime(), congestionControl());
            } finally {
                namespace.close();
            }
        });
    }

    private static Finding tun() {
        try {
            TunDevice.open(Wiring.INTERFACE, true).close();
            return present("TUN", TunDevice.PATH);
        } catch (PosixException e) {
            return missing("TUN", e, tunRemedy(e));
        }
    }

    /** What to do about a TUN device that does not open. */
    static String tunRemedy(PosixException e) {
        String instead = "use --link packet, which needs no TUN";
        return switch (Symbols.errno(e.errno())) {
            case "ENOENT" ->
                "make the device: mkdir -p /dev/net && mknod /dev/net/tun c 10 200"
                        + " (in a container: --device /dev/net/tun); or " + instead;
            case "ENODEV", "ENXIO" -> "load the module: modprobe tun; or " + instead;
            case "EACCES", "EPERM" -> "let ordinary users open it: chmod 0666 /dev/net/tun; or " + instead;
            default -> instead;
        };
    }

    private static Finding veth() {
        try (NetworkNamespace far = NetworkNamespace.enterNew()) {
            far.leave();
            try (Interfaces interfaces = new Interfaces()) {
                interfaces.addVeth("near", 100, Wiring.TARGETS, "far", 200, far.number());
                return present("veth pairs", "for --link packet and --link raw");
            }
        } catch (PosixException e) {
            return missing("veth pairs", e, "load the module: modprobe veth");
        }
    }

    private static Finding packetSockets() {
        try {
            int type = Sockets.SOCK_RAW | Sockets.SOCK_CLOEXEC;
            Descriptor.of("packet socket", Sockets.socket(Sockets.AF_PACKET, type, 0))
                    .close();
            return present("packet sockets", "AF_PACKET");
        } catch (PosixException e) {
            return missing("packet sockets", e, "load the module: modprobe af_packet");
        }
    }

    private static Finding sockDiag() {
        try (SockDiag probe = new SockDiag()) {
            probe.listener(IpAddress.of("127.0.0.1"), 1);
            return present("sock_diag", "the kernel tells the states of its connections");
        } catch (PosixException e) {
            return missing("sock_diag", e, "load the modules: modprobe inet_diag tcp_diag");
        }
    }

    private static Finding ipv6() {
        try (Interfaces interfaces = new Interfaces()) {
            interfaces.bringUp(Interfaces.LOOPBACK);
            interfaces.awaitOwn(IpAddress.of("::1"), new MonotonicClock());
            return present("IPv6", "in the kernel");
        } catch (PosixException e) {
            return missing("IPv6", e, "boot without ipv6.disable=1; or use --ip ipv4");
        } catch (IllegalStateException e) {
            return new Finding("IPv6", false, e.getMessage(), "sysctl -w net.ipv6.conf.all.disable_ipv6=0");
        }
    }

    private static Finding realTime() {
        int result = Scheduling.realTime(Urgency.PLAYING);
        if (result == 0) {
            Scheduling.ordinary();
            return present("real-time priority", "sends are on time on a busy machine too");
        }
        return new Finding(
                "real-time priority",
                false,
                "on a busy machine some scenarios will be inconclusive",
                "run as root, or with a limit of real-time priority over 0 (ulimit -r 1)");
    }

    /** How connections send: a namespace has that of the host where it may not have another. */
    private static Finding congestionControl() {
        Sysctls.set(NamespaceSettings.CONGESTION_CONTROL, NamespaceSettings.CUBIC);
        return present("congestion control", described(Sysctls.get(NamespaceSettings.CONGESTION_CONTROL)));
    }

    /** What that means for scenarios; {@code name} is the kernel's, or null if it does not tell. */
    static String described(String name) {
        if (NamespaceSettings.CUBIC.equals(name)) {
            return name;
        }
        return (name == null ? "unknown" : name) + ", as the host has it; for scenarios that expect cubic: sysctl -w "
                + NamespaceSettings.CONGESTION_CONTROL.replace('/', '.') + "=" + NamespaceSettings.CUBIC;
    }

    private static Finding present(String what, String detail) {
        return new Finding(what, true, detail, "");
    }

    private static Finding missing(String what, PosixException e, String remedy) {
        return new Finding(what, false, e.getMessage(), remedy);
    }

    /** The thread ends with its namespaces: whatever is tried changes nothing for anybody else. */
    private static <T> T onOwnThread(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "examination");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the examination failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
