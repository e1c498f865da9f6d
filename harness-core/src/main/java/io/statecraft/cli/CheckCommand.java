package io.statecraft.cli;

import io.statecraft.capture.Annotation;
import io.statecraft.capture.CaptureJudge;
import io.statecraft.capture.CaptureReport;
import io.statecraft.clock.MonotonicClock;
import io.statecraft.clock.WallTime;
import io.statecraft.report.CaptureResults;
import io.statecraft.report.CaptureText;
import io.statecraft.report.ReportFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: judges captures. */
@Command(
        name = "check",
        description = "Judges both endpoints of every TCP connection in captures (pcap, pcapng) by the RFCs.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Captures, as tcpdump -w and Wireshark write them.")
    List<Path> files;

    @Option(names = "--report", paramLabel = "DIR", description = "Where to write the results, as JSON and JUnit XML.")
    Path report;

    @Option(
            names = "--annotate",
            paramLabel = "FILE",
            description = "Writes a copy of the capture (pcapng) with a comment at each packet that breaks a clause.")
    Path annotate;

    @Option(
            names = "--no-fast-path",
            hidden = true,
            description = "Has every segment go by every check: the verdicts are the same.")
    boolean noFastPath;

    @Override
    public Integer call() {
        if (annotate != null && files.size() != 1) {
            throw new UsageException("--annotate copies one capture: name one");
        }
        PrintWriter out = spec.commandLine().getOut();
        MonotonicClock clock = new MonotonicClock();
        Instant started = WallTime.now();
        Optional<ReportFolder> folder = Optional.ofNullable(report).map(ReportFolder::at);
        List<CaptureReport> captures = new ArrayList<>();
        for (Path file : files) {
            CaptureReport capture = CaptureJudge.judge(file, !noFastPath, clock);
            CaptureText.of(capture).forEach(out::println);
            captures.add(capture);
        }
        if (annotate != null) {
            Annotation.copy(files.get(0), annotate, comments(captures.get(0)));
            out.println("annotated: " + annotate);
        }
        folder.ifPresent(where -> {
            where.write(new CaptureResults(Version.number(), started, clock.now(), captures));
            out.println("report: " + where.path());
        });
        out.flush();
        return status(captures).number();
    }

    private ExitStatus status(List<CaptureReport> captures) {
        if (captures.stream().anyMatch(capture -> capture.findings().failed())) {
            return ExitStatus.FAILED;
        }
        if (captures.stream().allMatch(capture -> capture.findings().segments() == 0)) {
            spec.commandLine().getErr().println("statecraft: there is no TCP segment to judge");
            return ExitStatus.NOTHING;
        }
        return ExitStatus.PASSED;
    }

    private static Map<Long, List<String>> comments(CaptureReport capture) {
        return Annotation.byPacket(capture.findings().violations().stream()
                .map(found -> Map.entry(found.packet(), CaptureText.comment(found)))
                .toList());
    }
}
