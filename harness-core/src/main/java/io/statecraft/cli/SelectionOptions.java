package io.statecraft.cli;

import io.statecraft.run.Judge;
import io.statecraft.run.Plan;
import io.statecraft.run.Scripts;
import io.statecraft.run.Selection;
import io.statecraft.run.Variants;
import io.statecraft.target.Family;
import io.statecraft.target.TargetKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which scenarios, and in which variants. */
final class SelectionOptions {
    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Scenario files, folders of them, shipped for those that come with Statecraft, or shipped:PATH for one of"
                            + " these. Default: shipped.")
    List<String> paths = new ArrayList<>();

    @Option(
            names = "--tags",
            paramLabel = "TAG",
            split = ",",
            description = "Only scenarios with one of these tags; a tag after ! is left out.")
    List<String> tags = new ArrayList<>();

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only scenarios whose id or path is like this; may be repeated.")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "No scenarios whose id or path is like this; may be repeated.")
    List<String> exclude = new ArrayList<>();

    @Option(
            names = "--slow",
            description = "Also scenarios tagged slow, where time is not ours. Where it is, they are played anyway.")
    boolean slow;

    @Option(
            names = "--ip",
            paramLabel = "VARIANT",
            description =
                    "ipv4, ipv6, ipv4-mapped (IPv6 sockets, IPv4 packets), or all that a scenario allows. Default: the scenario's"
                            + " own, else ipv4.")
    String ip;

    @Option(
            names = {"-D", "--define"},
            paramLabel = "NAME=VALUE",
            description = "A value for a name in scenarios; may be repeated.")
    Map<String, String> defines = new LinkedHashMap<>();

    /** The scripts that the paths name. */
    Scripts scripts() {
        if (defines.containsKey("")) {
            throw new UsageException("a definition is --define NAME=VALUE: the name is missing");
        }
        Scripts scripts = Scripts.find(paths);
        if (!scripts.problems().isEmpty()) {
            throw new UsageException(String.join(System.lineSeparator() + "statecraft: ", scripts.problems()));
        }
        return scripts;
    }

    /** What to say if nothing was selected of so many scripts. */
    String nothing(int scripts) {
        return scripts == 0
                ? "nothing was selected: there is no file that ends in .pkt in " + String.join(", ", paths)
                : "nothing was selected: --tags, --include and --exclude leave none of " + scripts + " scenarios";
    }

    Selection selection(TargetKind kind) {
        return new Selection(tags, include, exclude, slow || kind.virtualTime());
    }

    /** How to plan for a target. */
    Plan.Options plan(
            TargetKind kind, TargetOptions target, Map<String, String> overriding, Optional<Judge.Mode> oracle) {
        return new Plan.Options(
                selection(kind),
                variants(overriding.get("ip_version")),
                defines,
                target.conditions(),
                overriding,
                kind.capabilities(),
                oracle);
    }

    private Variants variants(String ipVersion) {
        if (ipVersion != null) {
            return Family.named(ipVersion)
                    .map(Variants::forced)
                    .orElseThrow(() -> new UsageException("--ip_version is ipv4, ipv6 or ipv4-mapped-ipv6"));
        }
        if (ip == null) {
            return Variants.usual();
        }
        return Variants.named(ip)
                .orElseThrow(
                        () -> new UsageException("there is no variant `" + ip + "`: there are " + Variants.names()));
    }
}
