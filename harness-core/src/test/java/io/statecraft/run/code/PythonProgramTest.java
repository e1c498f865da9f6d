package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** The program for python3 comes to the same as the interpreter, and what it leaves is read back. */
public final class PythonProgramTest {
    private static final Map<String, Long> SNAPSHOT = Map.of("tcpi_snd_cwnd", 8L, "tcpi_max_pacing_rate", -1L);

    private static PythonProgram program(String... blocks) {
        PythonProgram program = new PythonProgram();
        for (String block : blocks) {
            program.add(CodeBlock.parse(block), SNAPSHOT, KernelConstants.LINUX);
        }
        return program;
    }

    @Test
    public void theTextIsAsciiWithTheBlocksAndTheirNames() {
        String text = program(" assert 'é\ud83d\ude00' == TCP_CLOSE ").text();
        assertTrue(text.chars().allMatch(c -> c < 0x80), text);
        String call =
                text.lines().filter(line -> line.startsWith("run(")).findFirst().orElseThrow();
        assertTrue(
                call.startsWith("run(0, \"assert '\\xe9\\U0001f600' == TCP_CLOSE\\n\\n\", {'TCP_CLOSE': 7}, {"), call);
        assertTrue(call.contains("'tcpi_max_pacing_rate': 18446744073709551615"), call);
    }

    @Test
    public void aProcessThatEndsWellHasPassed() {
        assertEquals(
                program("x = 1").outcome(0, "out", ""), new PythonProgram.Outcome(-1, new CodeResult.Passed("out")));
    }

    @Test
    public void aNoteOfTheProgramSaysWhatFailed() {
        String errors = "a warning\n\nstatecraft-code-block:1 2 AssertionError  assert%20x%20%3D%3D%201 x 5\n";
        PythonProgram.Outcome outcome = program("x = 1", "assert x").outcome(1, "out", errors);
        assertEquals(outcome.block(), 1);
        assertEquals(
                outcome.result(),
                new CodeResult.Failed(2, "AssertionError", "", "assert x == 1", Map.of("x", "5"), "out"));
    }

    @Test
    public void aProcessThatEndsOtherwiseHasFailedToo() {
        PythonProgram.Outcome outcome = program("x").outcome(139, "", "Segmentation fault\n\n");
        assertEquals(outcome.block(), -1);
        CodeResult.Failed failed = (CodeResult.Failed) outcome.result();
        assertEquals(failed.message(), "SystemExit: python3 returned status 139: Segmentation fault");
    }

    @Test
    public void aForgedNoteIsAFailure() {
        for (String note : List.of("", "x", "0 1", "%zz", "0 0 0 0", "99999999999 1 a b c")) {
            CodeResult result = program("x")
                    .outcome(1, "", "statecraft-code-block:" + note + "\n")
                    .result();
            assertTrue(result instanceof CodeResult.Failed, note);
        }
    }

    @Test
    public void aFieldThatTheTargetDoesNotShowIsNoFailure() {
        String note = "statecraft-code-block:0 1 NameError name%20%27tcpi_lost%27%20is%20not%20defined tcpi_lost\n";
        assertEquals(
                program("tcpi_lost").outcome(1, "", note).result(),
                new CodeResult.Unsupported(1, "tcpi_lost, which the target does not show"));
    }

    @Test
    public void pythonAgreesWithTheInterpreter() throws Exception {
        for (String block : List.of(
                "assert tcpi_snd_cwnd == 8",
                " assert tcpi_snd_cwnd == 10, 'cwnd=%d' % tcpi_snd_cwnd ",
                "\nassert 1\nassert first\nassert tcpi_snd_cwnd == TCP_CLOSE, (1, 'é')\nassert 0",
                "if tcpi_max_pacing_rate == 2**64-1:\n    print('unlimited')\n    nobody\n",
                "def f(x):\n    return x + 'a'\nprint(f(1))",
                "for i in tcpi_snd_cwnd: pass",
                "assert tcpi_lost == 1",
                "assert tcpi_snd_cwnd == 8;\\\n   assert first == 1;\\\n")) {
            PythonProgram program = program("first = 1", block);
            CodeRun run = new CodeRun();
            run.run(CodeBlock.parse("first = 1"), SNAPSHOT, KernelConstants.LINUX);
            CodeResult expected = run.run(CodeBlock.parse(block), SNAPSHOT, KernelConstants.LINUX);
            assertEquals(played(program).result(), expected, block);
        }
    }

    @Test
    public void pythonRunsWhatTheInterpreterDoesNot() throws Exception {
        PythonProgram program = program(
                "import math",
                "class A:\n    x = 5\n",
                "try:\n    1 / 0\nexcept ZeroDivisionError:\n    print(math.floor(2.5), A.x)\n",
                "raise ValueError('no, é %s\\n' % TCP_CLOSE)");
        PythonProgram.Outcome outcome = played(program);
        assertEquals(outcome.block(), 3);
        CodeResult.Failed failed = (CodeResult.Failed) outcome.result();
        assertEquals(failed.error() + ": " + failed.detail(), "ValueError: no, é 7\n");
        assertEquals(failed.output(), "2 5\n");
    }

    private static PythonProgram.Outcome played(PythonProgram program) throws IOException, InterruptedException {
        Path source = Files.createTempFile("blocks", ".py");
        Path output = Files.createTempFile("blocks", ".out");
        Path errors = Files.createTempFile("blocks", ".err");
        try {
            Files.writeString(source, program.text());
            Process process = new ProcessBuilder("python3", "-W", "ignore", source.toString())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            int status = process.waitFor();
            return program.outcome(
                    status,
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SkipException("no python3 here", e);
        } finally {
            for (Path file : List.of(source, output, errors)) {
                Files.delete(file);
            }
        }
    }
}
