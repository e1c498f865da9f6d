package io.statecraft.cli;

import io.statecraft.explore.Matrix;
import io.statecraft.run.Job;
import io.statecraft.run.Plan;
import io.statecraft.run.Script;
import io.statecraft.run.Selection;
import io.statecraft.scenario.Header;
import io.statecraft.script.ScriptPrinter;
import io.statecraft.target.Family;
import io.statecraft.target.TargetKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code run --matrix}: the generated cells instead of written scenarios. */
final class MatrixOptions {
    @Option(
            names = "--matrix",
            description = {
                "Every segment at every state: plays the generated state x event matrix instead of scenarios.",
                "--include and --exclude choose cells by their ids, such as 'matrix/SYN-SENT/**'."
            })
    boolean matrix;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Of the matrix: so many cells, drawn with --seed, in each address family.")
    Integer sample;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description =
                    "Of the matrix: writes the chosen cells there as .pkt scripts, with the numbers of this target.")
    Path save;

    /** What is to be played. */
    Plan plan(TargetKind kind, Selection selection, String ip, long seed) {
        Matrix matrix = Matrix.whole().only(id -> selection.selects(script(id), id, Header.NONE));
        if (sample != null) {
            matrix = matrix.sample(sample, seed);
        }
        Plan plan = matrix.plan(kind, families(ip));
        if (save != null) {
            plan.jobs().forEach(this::write);
        }
        return plan;
    }

    private static Script script(String id) {
        return new Script(id, id, Optional.empty(), id);
    }

    private static List<Family> families(String ip) {
        if (ip == null || ip.equals("all")) {
            return List.of(Family.IPV4, Family.IPV6);
        }
        return List.of(Family.named(ip)
                .orElseThrow(() -> new UsageException(
                        "there is no variant `" + ip + "`: of the matrix there are ipv4, ipv6, ipv4-mapped and all")));
    }

    private void write(Job job) {
        Path file = save.resolve(job.id() + "." + job.family() + ".pkt");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, ScriptPrinter.print(job.scenario()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That the options go together. */
    void check(SelectionOptions selection) {
        if (!matrix && (sample != null || save != null)) {
            throw new UsageException("--sample and --save are for --matrix");
        }
        if (matrix && !selection.paths.isEmpty()) {
            throw new UsageException("--matrix plays no scenarios: leave out " + String.join(" ", selection.paths));
        }
        if (sample != null && sample < 1) {
            throw new UsageException("--sample is a number from 1 on");
        }
    }
}
