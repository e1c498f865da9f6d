package io.statecraft.maven;

import static org.testng.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.testng.annotations.Test;

public final class ArgumentsTest {
    @Test
    public void wordsStandInTheOrderTheyWereGiven() {
        Arguments arguments = new Arguments("run")
                .option("--target", "kernel")
                .eachOption("--define", List.of("A=1", "B=2"))
                .option("--jobs", 4)
                .flag("--allow-shell", true)
                .rest(List.of("close", "open.pkt"));

        assertEquals(
                arguments.words(),
                List.of(
                        "run",
                        "--target",
                        "kernel",
                        "--define",
                        "A=1",
                        "--define",
                        "B=2",
                        "--jobs",
                        "4",
                        "--allow-shell",
                        "close",
                        "open.pkt"));
    }

    @Test
    public void whatIsNotSetIsLeftOutSoThatTheCommandLinesDefaultHolds() {
        Arguments arguments = new Arguments("run")
                .option("--profile", null)
                .option("--ip", "  ")
                .eachOption("--tags", null)
                .flag("--allow-shell", false)
                .rest(null)
                .rest(Arrays.asList("", null));

        assertEquals(arguments.words(), List.of("run"));
    }

    @Test
    public void blanksAroundAWordThatAPomWasLaidOutWithAreDropped() {
        assertEquals(new Arguments("list").rest(List.of("\n  a b.pkt\n")).words(), List.of("list", "a b.pkt"));
    }
}
