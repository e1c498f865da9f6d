package io.statecraft.bench;

import static org.testng.Assert.assertEquals;

import io.statecraft.script.ParseOptions;
import io.statecraft.script.ScriptParser;
import org.testng.annotations.Test;

public class ScriptedDurationTest {
    private static final String SOCKET = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n";

    @Test
    public void relativeTimesAddUp() {
        assertEquals(millis(SOCKET + "+.1 bind(3, ..., ...) = 0\n+.02 listen(3, 1) = 0\n"), 120);
    }

    @Test
    public void anAbsoluteTimeIsWhereItSays() {
        assertEquals(millis(SOCKET + "+.1 bind(3, ..., ...) = 0\n.3 listen(3, 1) = 0\n"), 300);
    }

    @Test
    public void aRangeCountsFromItsBeginning() {
        assertEquals(millis(SOCKET + "+.2~+.5 > S 0:0(0) <...>\n.3~.4 > S 0:0(0) <...>\n* > S 0:0(0) <...>\n"), 300);
    }

    @Test
    public void aCallThatBlocksHoldsUpTheEndAlone() {
        assertEquals(millis(SOCKET + "+.1...0.4 accept(3, ..., ...) = 4\n+.01 listen(3, 1) = 0\n"), 400);
        assertEquals(millis(SOCKET + "+.1...0.2 accept(3, ..., ...) = 4\n+.5 listen(3, 1) = 0\n"), 600);
    }

    @Test
    public void silenceTakesItsTime() {
        assertEquals(millis(SOCKET + "+.1 silence for 0.2\n+.05 listen(3, 1) = 0\n"), 350);
    }

    private static long millis(String text) {
        return ScriptedDuration.of(ScriptParser.parse("example", text, ParseOptions.DEFAULT)
                        .scenario()
                        .orElseThrow())
                / 1_000_000;
    }
}
