package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.util.Map;
import java.util.OptionalLong;
import org.testng.annotations.Test;

/** The blocks of a scenario share their variables, and each sees the snapshot of its own time. */
public final class CodeRunTest {
    private final Constants none = name -> OptionalLong.empty();

    private static CodeResult run(CodeRun run, String block, Map<String, Long> snapshot, Constants constants) {
        return run.run(CodeBlock.parse(block), snapshot, constants);
    }

    private static String printed(CodeResult result) {
        assertTrue(result instanceof CodeResult.Passed, result.toString());
        return ((CodeResult.Passed) result).output();
    }

    @Test
    public void variablesStayFromBlockToBlock() {
        CodeRun run = new CodeRun();
        printed(run(run, "cwnd = 10\ndef twice(x): return x * 2", Map.of(), none));
        printed(run(run, "cwnd += 1", Map.of(), none));
        assertEquals(printed(run(run, "print(twice(cwnd))", Map.of(), none)), "22\n");
    }

    @Test
    public void anotherScenarioHasItsOwnVariables() {
        printed(run(new CodeRun(), "cwnd = 10", Map.of(), none));
        CodeResult result = run(new CodeRun(), "cwnd", Map.of(), none);
        assertEquals(((CodeResult.Failed) result).detail(), "name 'cwnd' is not defined");
    }

    @Test
    public void eachBlockSeesItsOwnSnapshot() {
        CodeRun run = new CodeRun();
        Map<String, Long> first = Map.of("tcpi_snd_cwnd", 10L, "tcpi_lost", 1L);
        assertEquals(
                printed(run(run, "before = tcpi_snd_cwnd; tcpi_snd_cwnd = 5; print(before)", first, none)), "10\n");
        Map<String, Long> second = Map.of("tcpi_snd_cwnd", 20L);
        assertEquals(printed(run(run, "print(before, tcpi_snd_cwnd, tcpi_lost)", second, none)), "10 20 1\n");
    }

    @Test
    public void variablesOfAFailedBlockStayAsFarAsItCame() {
        CodeRun run = new CodeRun();
        assertTrue(run(run, "x = 1\nassert 0\nx = 2", Map.of(), none) instanceof CodeResult.Failed);
        assertEquals(printed(run(run, "print(x)", Map.of(), none)), "1\n");
    }

    @Test
    public void fieldsHaveNoSign() {
        Map<String, Long> snapshot = Map.of("tcpi_max_pacing_rate", -1L);
        String block = "assert tcpi_max_pacing_rate == 2**64 - 1\nprint(tcpi_max_pacing_rate)";
        assertEquals(printed(run(new CodeRun(), block, snapshot, none)), "18446744073709551615\n");
    }

    @Test
    public void constantsAreThoseOfTheCaller() {
        Map<String, Long> snapshot = Map.of("tcpi_state", 4L);
        String block = "assert tcpi_state == TCPI_ESTABLISHED, tcpi_state";
        assertTrue(run(new CodeRun(), block, snapshot, KernelConstants.FREEBSD) instanceof CodeResult.Passed);
        assertTrue(run(new CodeRun(), block, snapshot, KernelConstants.LINUX) instanceof CodeResult.Failed);
        CodeResult unknown = run(new CodeRun(), block, snapshot, none);
        assertEquals(((CodeResult.Failed) unknown).error(), "NameError");
    }

    @Test
    public void aVariableHidesAConstantAndAConstantHidesAFunction() {
        Constants odd = name -> name.equals("len") ? OptionalLong.of(7) : OptionalLong.empty();
        CodeRun run = new CodeRun();
        assertEquals(printed(run(run, "print(len)", Map.of(), odd)), "7\n");
        printed(run(run, "len = 8", Map.of(), odd));
        assertEquals(printed(run(run, "print(len)", Map.of(), odd)), "8\n");
    }

    @Test
    public void aFieldThatTheTargetDoesNotShowIsNoFailure() {
        CodeResult result = Code.run("x = 1\nassert tcpi_rcv_ooopack == 0");
        assertEquals(result, new CodeResult.Unsupported(2, "tcpi_rcv_ooopack, which the target does not show"));
    }

    @Test
    public void aBlockThatDoesNotParseSaysSoBeforeItRuns() {
        CodeBlock block = CodeBlock.parse("print('no')\nx = = 1");
        assertEquals(block.problem().orElseThrow(), new CodeRun().run(block, Map.of(), none));
        assertEquals(((CodeResult.Failed) block.problem().get()).output(), "");
        assertTrue(CodeBlock.parse("import os").problem().isPresent());
        assertTrue(CodeBlock.parse("x = 1").problem().isEmpty());
    }
}
