package io.statecraft.suites;

import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import io.statecraft.target.kernel.KernelTargetKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the suites are played at, by system properties with the names that the plugin's goals have:
 *
 * <ul>
 *   <li>{@code statecraft.target}: {@code embedded} (the default) or {@code kernel}
 *   <li>{@code statecraft.profile}: of the embedded target
 *   <li>{@code statecraft.ip}: {@code ipv4} (the default), {@code ipv6} or {@code ipv4-mapped}
 * </ul>
 */
final class SuiteTarget {
    private static final int MTU = 1500;
    private static final long SEED = 1;

    private static TargetKind kind;

    private SuiteTarget() {}

    /**
     * A fresh target.
     *
     * @throws io.statecraft.target.TargetUnavailableException if the environment lacks something
     * @throws IllegalArgumentException if a property has no meaning
     */
    static Target open(Map<String, String> settings) {
        return kind().open(new TargetRequest(
                family(), Optional.empty(), Optional.empty(), MTU, SEED, Path.of("."), false, settings));
    }

    private static synchronized TargetKind kind() {
        if (kind == null) {
            kind = switch (property("target", "embedded")) {
                case "embedded" -> new EmbeddedTargetKind(profile());
                case "kernel" -> new KernelTargetKind();
                default -> throw unknown("target", "embedded or kernel");
            };
            Runtime.getRuntime().addShutdownHook(new Thread(kind::close, "statecraft-close"));
        }
        return kind;
    }

    private static Profile profile() {
        return Profiles.named(property("profile", Profiles.RFC9293.name()))
                .orElseThrow(() -> unknown("profile", "the name of a profile"));
    }

    private static Family family() {
        return Family.named(property("ip", Family.IPV4.toString()))
                .orElseThrow(() -> unknown("ip", "ipv4, ipv6 or ipv4-mapped"));
    }

    private static String property(String name, String otherwise) {
        return System.getProperty("statecraft." + name, otherwise);
    }

    private static IllegalArgumentException unknown(String name, String expected) {
        return new IllegalArgumentException(
                "statecraft." + name + " is " + expected + ", not `" + property(name, "") + "`");
    }
}
