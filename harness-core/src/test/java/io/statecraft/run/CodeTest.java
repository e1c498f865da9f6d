package io.statecraft.run;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Finding.Kind;
import io.statecraft.target.Target.CommandOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.Test;

/** Code is evaluated on a snapshot of the socket under test, and reported after whatever else went wrong. */
public final class CodeTest {
    private static final String SOCKET = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n";

    private static Play play() {
        Play play = Play.virtual();
        play.target.tcpInfo = Map.of("tcpi_snd_cwnd", 8L, "tcpi_state", 7L);
        return play;
    }

    @Test
    public void anAssertionThatHoldsPasses() {
        assertEquals(
                play().play(SOCKET + "+0 %{ assert tcpi_snd_cwnd == 8 and tcpi_state == TCP_CLOSE }%\n")
                        .findings(),
                List.of());
    }

    @Test
    public void anAssertionThatFailsShowsTheValue() {
        Outcome outcome = play().play(SOCKET + "+0 %{ assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd }%\n");
        Finding finding = outcome.finding().orElseThrow();
        assertEquals(finding.kind(), Kind.CODE);
        assertEquals(finding.location().line(), 2);
        assertTrue(finding.reason().contains("tcpi_snd_cwnd is 8"), finding.reason());
    }

    @Test
    public void theScriptGoesOnAndWhatElseFailsComesFirst() {
        Play play = play();
        play.target.answers("close", -1);
        Outcome outcome = play.play(SOCKET + "+0 %{ assert tcpi_snd_cwnd == 10 }%\n+0 listen(3, 1) = 5\n");
        assertEquals(outcome.findings().stream().map(Finding::kind).toList(), List.of(Kind.RESULT, Kind.CODE));
    }

    @Test
    public void aLineWithinABlockIsNamed() {
        Outcome outcome = play().play(SOCKET + "+0 %{\nx = 1\nassert tcpi_snd_cwnd == 10\n}%\n");
        Finding finding = outcome.finding().orElseThrow();
        assertEquals(finding.location().line(), 2);
        assertTrue(finding.reason().endsWith("(line 4)"), finding.reason());
    }

    private static Outcome playForeign(CommandOutcome ofShell) {
        Play play = play();
        play.target.commandOutcome = ofShell;
        Outcome outcome = play.play(SOCKET + "+0 %{ before = 1 }%\n+0 %{ import os }%\n");
        assertTrue(play.target.commands.get(0).contains("python3"), play.target.commands.toString());
        assertTrue(play.target.commands.get(0).contains("before = 1"), "all blocks share their variables");
        return outcome;
    }

    @Test
    public void whatCannotBeEvaluatedIsPython3s() {
        assertEquals(playForeign(new CommandOutcome.Done(0, "")).verdict(), Optional.of(Verdict.PASS));
        String note = "statecraft-code-block:1 1 AssertionError no assert%20x%20==%201 x 2\n";
        Finding finding =
                playForeign(new CommandOutcome.Done(1, note)).finding().orElseThrow();
        assertEquals(finding.reason(), "assert x == 1: x is 2; no");
        assertEquals(finding.location().line(), 3);
    }

    @Test
    public void withoutAShellOrWithoutPython3WhatCannotBeEvaluatedSkipsTheScenario() {
        Outcome refused = playForeign(new CommandOutcome.Refused("no shell"));
        assertEquals(refused.verdict(), Optional.empty());
        assertTrue(
                refused.skipped().orElseThrow().contains("import"),
                refused.skipped().get());
        Outcome missing = playForeign(new CommandOutcome.Done(127, ""));
        assertEquals(missing.verdict(), Optional.empty());
        assertTrue(
                missing.skipped().orElseThrow().contains("no python3"),
                missing.skipped().get());
    }

    @Test
    public void python3IsNotAskedAfterAFailure() {
        Play play = play();
        play.target.answers("close", -1);
        Outcome outcome = play.play(SOCKET + "+0 %{ import os }%\n+0 listen(3, 1) = 5\n");
        assertEquals(outcome.findings().stream().map(Finding::kind).toList(), List.of(Kind.RESULT));
        assertEquals(play.target.commands, List.of());
    }

    @Test
    public void withoutASocketThereIsNothingToLookAt() {
        Outcome outcome = play().play("0 %{ assert tcpi_state == 7 }%\n");
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL));
    }
}
