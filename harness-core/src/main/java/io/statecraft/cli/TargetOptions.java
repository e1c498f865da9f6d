package io.statecraft.cli;

import io.statecraft.script.Spelling;
import io.statecraft.stack.Fault;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.fault.Faults;
import io.statecraft.stack.fault.SeededFault;
import io.statecraft.target.TargetKind;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import io.statecraft.target.kernel.KernelTargetKind;
import io.statecraft.target.kernel.UserNamespace;
import io.statecraft.target.kernel.WireKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Which stack is tested. */
final class TargetOptions {
    private static final List<String> NAMES = List.of("embedded", "kernel");

    @Option(
            names = {"-t", "--target"},
            paramLabel = "NAME",
            defaultValue = "embedded",
            description =
                    "What is tested: embedded (the built-in stack, in virtual time) or kernel (this Linux). Default: embedded.")
    String target;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "How the embedded stack answers where the RFCs leave a choice: rfc9293, linux or freebsd. Default: rfc9293.")
    String profile;

    @Option(
            names = "--link",
            paramLabel = "NAME",
            description =
                    "How packets get to the kernel: tun; packet (veth, whole frames); raw (veth, raw IP sockets). Default: tun, or"
                            + " packet where the TUN device is not for you.")
    String link;

    /** The target's kind; the caller closes it. Only what is asked for is loaded. */
    TargetKind open() {
        return open(null);
    }

    /** The same, with the violation of this id seeded into it; null for none. */
    TargetKind open(String fault) {
        if (isKernel() && fault != null) {
            throw new UsageException("--fault is for --target embedded");
        }
        if (!isKernel() && link != null) {
            throw new UsageException("--link is for --target kernel");
        }
        if (isKernel() && profile != null) {
            throw new UsageException("--profile is for --target embedded");
        }
        return switch (target) {
            case "embedded" -> new EmbeddedTargetKind(embeddedProfile(), seed(fault));
            case "kernel" -> kernel();
            default -> throw unknown("target", target, NAMES, "there are " + String.join(", ", NAMES));
        };
    }

    private KernelTargetKind kernel() {
        if (link == null) {
            return new KernelTargetKind();
        }
        return new KernelTargetKind(WireKind.named(link)
                .orElseThrow(() -> new UsageException(
                        "there is no link `" + link + "`: there are " + List.of(WireKind.values()))));
    }

    /** Whether the program has to run again in a user namespace to get at what is tested. */
    boolean wantsUserNamespace() {
        return isKernel() && !UserNamespace.isUnneeded();
    }

    private boolean isKernel() {
        return target.equals("kernel");
    }

    /** The name of the profile that the target has, if it has one. */
    Optional<String> profileName() {
        return isKernel() ? Optional.empty() : Optional.of(profile == null ? Profiles.RFC9293.name() : profile);
    }

    /** The names for which {@code #ifdef} holds: the system that the target is, or behaves like. */
    Set<String> conditions() {
        if (isKernel() || "linux".equals(profile)) {
            return Set.of("Linux");
        }
        return "freebsd".equals(profile) ? Set.of("FreeBSD") : Set.of();
    }

    private static Supplier<Fault> seed(String fault) {
        if (fault == null) {
            return () -> Fault.NONE;
        }
        return Faults.find(fault)
                .orElseThrow(() -> unknown(
                        "fault",
                        fault,
                        Faults.all().stream().map(SeededFault::id).toList(),
                        "list --faults says which there are"))
                .seed();
    }

    Profile embeddedProfile() {
        if (profile == null) {
            return Profiles.RFC9293;
        }
        List<String> names = Profiles.all().stream().map(Profile::name).toList();
        return Profiles.named(profile)
                .orElseThrow(() -> unknown("profile", profile, names, "there are " + String.join(", ", names)));
    }

    private static UsageException unknown(String what, String name, List<String> known, String remedy) {
        String guess = Spelling.closest(name, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse(":");
        return new UsageException("there is no " + what + " `" + name + "`" + guess + " " + remedy);
    }
}
