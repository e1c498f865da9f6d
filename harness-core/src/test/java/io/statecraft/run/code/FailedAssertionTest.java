package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

/** A failure says on one line what was expected and the values that it was not, and where. */
public final class FailedAssertionTest {
    private static final Map<String, Long> SNAPSHOT =
            Map.of("tcpi_snd_cwnd", 8L, "tcpi_ca_state", 3L, "tcpi_rtt", 105_000L, "tcpi_options", 5L);

    private static String message(String block) {
        return Code.failure(block, SNAPSHOT).message();
    }

    @Test
    public void itShowsTheExpressionAndTheValuesInIt() {
        assertEquals(message("assert tcpi_snd_cwnd == 10"), "assert tcpi_snd_cwnd == 10: tcpi_snd_cwnd is 8");
    }

    @Test
    public void aMessageThatIsTheValueIsNotRepeated() {
        assertEquals(
                message("assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd"), "assert tcpi_snd_cwnd == 10: tcpi_snd_cwnd is 8");
    }

    @Test
    public void aMessageThatSaysMoreFollowsTheValues() {
        assertEquals(
                message("assert 200000 <= tcpi_rtt <= 210000, 'srtt=%d us' % tcpi_rtt"),
                "assert 200000 <= tcpi_rtt <= 210000: tcpi_rtt is 105000; srtt=105000 us");
    }

    @Test
    public void constantsAreShownWithTheirNumbers() {
        assertEquals(
                message("assert tcpi_ca_state == TCP_CA_Open, tcpi_ca_state"),
                "assert tcpi_ca_state == TCP_CA_Open: tcpi_ca_state is 3, TCP_CA_Open is 0");
        assertEquals(
                message("assert (tcpi_options & TCPI_OPT_SYN_DATA) != 0"),
                "assert (tcpi_options & TCPI_OPT_SYN_DATA) != 0: tcpi_options is 5, TCPI_OPT_SYN_DATA is 32");
    }

    @Test
    public void eachNameIsShownOnceAndFunctionsAreNot() {
        assertEquals(
                message("assert abs(tcpi_snd_cwnd - 10) + tcpi_snd_cwnd < len('ab')"),
                "assert abs(tcpi_snd_cwnd - 10) + tcpi_snd_cwnd < len('ab'): tcpi_snd_cwnd is 8");
    }

    @Test
    public void variablesOfAFunctionAreShownAsTheyAreThere() {
        assertEquals(
                message("cwnd = 1\ndef check(cwnd):\n    assert cwnd == 10\ncheck(tcpi_snd_cwnd)"),
                "assert cwnd == 10: cwnd is 8");
    }

    @Test
    public void anAssertionWithoutNamesShowsOnlyItself() {
        assertEquals(message("assert False"), "assert False");
        assertEquals(message("assert not 'never', 'because'"), "assert not 'never': because");
    }

    @Test
    public void otherErrorsSayWhichTheyAre() {
        assertEquals(
                message("x = tcpi_rtt // (tcpi_snd_cwnd - 8)"),
                "x = tcpi_rtt // (tcpi_snd_cwnd - 8): tcpi_rtt is 105000, tcpi_snd_cwnd is 8; "
                        + "ZeroDivisionError: integer division or modulo by zero");
        assertEquals(
                message("assert tcpi_snd_cwind == 10"),
                "assert tcpi_snd_cwind == 10: NameError: name 'tcpi_snd_cwind' is not defined");
        assertEquals(message("if tcpi_rtt < 'a': pass").substring(0, 18), "if tcpi_rtt < 'a':");
    }

    @Test
    public void theLineIsThatOfTheStatement() {
        assertEquals(
                Code.failure("\nassert 1\n\nassert tcpi_rtt == 1\n", SNAPSHOT).line(), 4);
        assertEquals(Code.failure("x = [1,\n 2]\nif x:\n    assert 0", SNAPSHOT).line(), 4);
        assertEquals(Code.failure("if 0: pass\nelif nobody: pass").line(), 2);
        assertEquals(Code.failure("x = 1\nx = = 2").line(), 2);
        assertEquals(Code.failure("def f():\n    return 1 / 0\n\nf()").line(), 2);
    }

    @Test
    public void anExpressionOverSeveralLinesIsShownOnOne() {
        assertEquals(
                message("assert (tcpi_rtt == 1 and\n        tcpi_snd_cwnd == 2)"),
                "assert (tcpi_rtt == 1 and tcpi_snd_cwnd == 2): tcpi_rtt is 105000, tcpi_snd_cwnd is 8");
        assertEquals(message("assert tcpi_rtt == \\\n   1"), "assert tcpi_rtt ==     1: tcpi_rtt is 105000");
    }

    @Test
    public void theOneOfSeveralStatementsOnALineIsShown() {
        assertEquals(
                message("assert tcpi_rtt; assert tcpi_snd_cwnd == 1; assert 0"),
                "assert tcpi_snd_cwnd == 1: tcpi_snd_cwnd is 8");
    }

    @Test
    public void valuesAreKeptApart() {
        CodeResult.Failed failed = Code.failure("print('before')\nassert tcpi_rtt < tcpi_snd_cwnd, 'slow'", SNAPSHOT);
        assertEquals(failed.expression(), "assert tcpi_rtt < tcpi_snd_cwnd");
        assertEquals(List.copyOf(failed.values().keySet()), List.of("tcpi_rtt", "tcpi_snd_cwnd"));
        assertEquals(failed.values().get("tcpi_rtt"), "105000");
        assertEquals(failed.error(), "AssertionError");
        assertEquals(failed.detail(), "slow");
        assertEquals(failed.output(), "before\n");
    }

    @Test
    public void aLongValueIsCut() {
        String value = Code.failure("x = 'a' * 1000\nassert not x").values().get("x");
        assertEquals(value, "'" + "a".repeat(119) + "…");
    }
}
