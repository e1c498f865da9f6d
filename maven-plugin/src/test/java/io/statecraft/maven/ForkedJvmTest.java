package io.statecraft.maven;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.testng.annotations.Test;

public final class ForkedJvmTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final List<Path> CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    public void commandIsTheJvmThenItsOptionsThenTheClassPathThenTheWords() {
        ForkedJvm fork = new ForkedJvm(
                Path.of("java"), List.of("-Xmx1g"), List.of(Path.of("a.jar"), Path.of("b")), Path.of("."));

        List<String> expected = new ArrayList<>(List.of("java"));
        expected.addAll(ForkedJvm.FIXED);
        expected.addAll(
                List.of("-Xmx1g", "-cp", "a.jar" + File.pathSeparator + "b", "io.statecraft.cli.Main", "run", "x.pkt"));
        assertEquals(fork.command(List.of("run", "x.pkt")), expected);
    }

    @Test(timeOut = 30_000)
    public void printsWhatTheCommandLinePrintsAndReturnsItsStatus() throws Exception {
        assertEquals(run("--version"), 0);
        assertTrue(
                printed.toString(StandardCharsets.UTF_8).startsWith("statecraft "),
                printed.toString(StandardCharsets.UTF_8));
    }

    @Test(timeOut = 30_000)
    public void complaintsAreCopiedTooAndTheStatusIsThatOfUsage() throws Exception {
        assertEquals(run("dance"), Outcome.USAGE);
        assertTrue(
                printed.toString(StandardCharsets.UTF_8).contains("dance"), printed.toString(StandardCharsets.UTF_8));
    }

    @Test(timeOut = 30_000)
    public void optionsOfTheUserWinOverTheFixedOnes() throws Exception {
        assertEquals(run(List.of("-Xmx600m", "-XX:+PrintFlagsFinal"), "--version"), 0);
        assertTrue(
                printed.toString(StandardCharsets.UTF_8).matches("(?s).* MaxHeapSize += 629145600 .*"),
                "the heap is that of the user");
    }

    @Test(expectedExceptions = IOException.class, expectedExceptionsMessageRegExp = ".*no-such-java.*")
    public void javaThatDoesNotExistIsNamed() throws Exception {
        new ForkedJvm(Path.of("no-such-java"), List.of(), CLASS_PATH, Path.of(".")).run(List.of("--version"), printed);
    }

    @Test(timeOut = 30_000)
    public void interruptedRunLeavesNoProcessBehind() throws Exception {
        long before = ProcessHandle.current().children().count();
        Thread.currentThread().interrupt();
        try {
            run("--version");
        } catch (InterruptedException e) {
            assertEquals(
                    ProcessHandle.current()
                            .children()
                            .filter(ProcessHandle::isAlive)
                            .count(),
                    before);
            return;
        }
        throw new AssertionError("the run went on");
    }

    private int run(String... words) throws IOException, InterruptedException {
        return run(List.of(), words);
    }

    private int run(List<String> options, String... words) throws IOException, InterruptedException {
        printed.reset();
        return new ForkedJvm(JAVA, options, CLASS_PATH, Path.of(".")).run(List.of(words), printed);
    }
}
