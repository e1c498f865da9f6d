package io.statecraft.target.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands between an ordinary user and a user namespace on this machine, and what to do about it. */
final class UserNamespaceRemedy {
    private UserNamespaceRemedy() {}

    /** The settings that forbid it, each with the command that permits it; and what always helps. */
    static String find() {
        List<String> remedies = new ArrayList<>();
        if ("0".equals(Sysctls.get("user.max_user_namespaces"))) {
            remedies.add("sysctl -w user.max_user_namespaces=15000");
        }
        if ("0".equals(Sysctls.get("kernel.unprivileged_userns_clone"))) {
            remedies.add("sysctl -w kernel.unprivileged_userns_clone=1");
        }
        if ("1".equals(Sysctls.get("kernel.apparmor_restrict_unprivileged_userns"))) {
            remedies.add("sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (AppArmor restricts user namespaces,"
                    + " as on Ubuntu since 23.10)");
        }
        if (isContainer()) {
            remedies.add("start the container with --cap-add NET_ADMIN --cap-add SYS_ADMIN --device /dev/net/tun"
                    + " --security-opt seccomp=unconfined --security-opt apparmor=unconfined, or with --privileged");
        }
        remedies.add("run as root");
        return String.join("; or: ", remedies);
    }

    private static boolean isContainer() {
        return Files.exists(Path.of("/.dockerenv"))
                || Files.exists(Path.of("/run/.containerenv"))
                || System.getenv("container") != null
                || System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }
}
