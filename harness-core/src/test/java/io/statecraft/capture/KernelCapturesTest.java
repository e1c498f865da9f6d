package io.statecraft.capture;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.clock.VirtualClock;
import io.statecraft.oracle.offline.CaptureFindings;
import io.statecraft.oracle.offline.CaptureViolation;
import io.statecraft.tcp.TcpState;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Captures of connections of this machine's kernel over networks that lose, double, delay, reorder and damage: no MUST is found broken. The
 * profile {@code it} makes 500; {@code -Dstatecraft.captures=N} says how many. It prints the seeds.
 */
public class KernelCapturesTest {
    private static final int COUNT = Integer.getInteger("statecraft.captures", 0);
    private static final long FIRST_SEED = Long.getLong("statecraft.seed", 1);
    private static final int AT_A_TIME = 4;

    @Test
    public void kernelBreaksNoMust() throws IOException, InterruptedException {
        if (COUNT == 0) {
            throw new SkipException("no captures asked for: -Dstatecraft.captures=N, or the profile it");
        }
        for (String program : List.of("python3", "ip", "tcpdump")) {
            if (!isInstalled(program)) {
                throw new SkipException(program + " is not installed");
            }
        }
        if (!Files.isWritable(Path.of("/dev/net/tun"))
                || !System.getProperty("user.name").equals("root")) {
            throw new SkipException("namespaces and /dev/net/tun need root");
        }
        Path folder = Files.createTempDirectory("captures");
        try {
            make(folder);
            judge(folder);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void make(Path folder) throws IOException, InterruptedException {
        Path script = folder.resolve("kernel_captures.py");
        try (InputStream in = KernelCapturesTest.class.getResourceAsStream("kernel_captures.py")) {
            Files.copy(in, script);
        }
        List<Process> makers = new ArrayList<>();
        int each = (COUNT + AT_A_TIME - 1) / AT_A_TIME;
        for (int i = 0; i < AT_A_TIME; i++) {
            makers.add(new ProcessBuilder(
                            "python3",
                            script.toString(),
                            String.valueOf(FIRST_SEED + (long) i * each),
                            String.valueOf(each),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(i + ".log").toFile())
                    .start());
        }
        for (int i = 0; i < AT_A_TIME; i++) {
            int status = makers.get(i).waitFor();
            String log = Files.readString(folder.resolve(i + ".log"), StandardCharsets.UTF_8);
            assertEquals(status, 0, log);
        }
    }

    private static void judge(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        long connections = 0;
        long segments = 0;
        int captures = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
                CaptureFindings findings =
                        CaptureJudge.judge(file, true, new VirtualClock()).findings();
                List<CaptureViolation> broken = findings.violations().stream()
                        .filter(violation -> violation.violation().must())
                        .filter(violation -> !isExplained(file, violation))
                        .toList();
                for (CaptureViolation violation : broken) {
                    found.add(file.getFileName() + ": " + violation);
                    keep(file);
                }
                connections += findings.whole();
                segments += findings.segments();
                captures++;
            }
        }
        System.out.println("judged " + captures + " captures, seeds from " + FIRST_SEED + " on: " + connections
                + " whole connections, " + segments + " segments");
        assertEquals(String.join("\n", found), "");
        // Those that tcpdump itself lost packets of are not there.
        assertTrue(captures >= COUNT * 9 / 10, captures + " captures");
        assertTrue(connections > COUNT, connections + " connections");
    }

    /**
     * With SYN cookies Linux keeps no initial sequence number of the peer: it takes the first ACK to be at IRS + 1. If that ACK was lost, and
     * what comes first is a keep-alive at IRS, all that it acknowledges is one too low.
     */
    private static boolean isExplained(Path file, CaptureViolation violation) {
        boolean explained = file.toString().endsWith("-cookies.pcap")
                && violation.violation().clause().equals("RFC9293:3.4")
                && violation.violation().before().contains(TcpState.SYN_RECEIVED)
                && violation.violation().event().matches("[FP.]+ 1:1\\(0\\) ack 0 .*");
        if (explained) {
            System.out.println("explained, SYN cookies and a keep-alive: " + file.getFileName() + ": " + violation);
        }
        return explained;
    }

    /** What a failure is about outlives the test: {@code target/failed-captures}. */
    private static void keep(Path file) throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "failed-captures"));
        Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
