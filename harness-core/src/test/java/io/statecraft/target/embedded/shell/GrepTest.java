package io.statecraft.target.embedded.shell;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Lines are found as {@code grep} of POSIX finds them. */
public final class GrepTest {
    private static final String LINES = "tcp4 10.0.0.1:80\ntcp46 a+b|c\nTCP4 (x)\n";

    @DataProvider
    public Object[][] counts() {
        return new Object[][] {
            {"tcp4", 2},
            {"-i tcp4", 3},
            {"-v tcp4", 1},
            {"^tcp4[[:space:]]", 1},
            {"10.0.0", 1},
            {"a+b", 1},
            {"-E a+b", 0},
            {"-E a[+]b", 1},
            {"-E (46|x)", 2},
            {"(46|x)", 0},
            {"\\(46\\|x\\)", 2},
            {"(x)", 1},
            {"-E b\\|c", 1},
            {"-F b|c", 1},
            {"-F 10.0.0", 1},
            {"-F 10.0.0.", 1},
            {"-F 1..0", 0},
            {"[^4]6", 0},
            {"[]]", 0},
            {"[\\(]x", 1},
        };
    }

    @Test(dataProvider = "counts")
    public void linesAreFoundByPosixsPatterns(String arguments, int count) {
        assertEquals(
                Grep.run(List.of(("grep -c " + arguments).split(" ")), Optional.of(LINES)),
                new Done(count == 0 ? 1 : 0, count + "\n"));
    }

    @DataProvider
    public Object[][] unknown() {
        return new Object[][] {{"-o tcp"}, {"a file"}, {"[a"}, {"\\w"}, {"end\\"}, {""}};
    }

    @Test(dataProvider = "unknown")
    public void whatIsNotKnownIsRefused(String arguments) {
        assertTrue(
                Grep.run(List.of(("grep " + arguments).trim().split(" ")), Optional.of(LINES)) instanceof Refused,
                arguments);
    }

    @Test
    public void withoutACommandBeforeItThereIsNothingToRead() {
        assertTrue(Grep.run(List.of("grep", "x"), Optional.empty()) instanceof Refused);
    }
}
