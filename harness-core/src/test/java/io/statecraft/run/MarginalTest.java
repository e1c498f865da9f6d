package io.statecraft.run;

import static io.statecraft.run.Play.MILLI;
import static io.statecraft.run.Play.OPENING;
import static io.statecraft.run.Play.reply;
import static org.testng.Assert.assertEquals;

import io.statecraft.run.Finding.Kind;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.wire.TcpFlag;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Where the target's timers tick, what comes too late by no more than a tick is a failure of its own kind. */
public final class MarginalTest {
    private static final long DUE = 10 * MILLI;
    private static final long TOLERANCE = 4 * MILLI;
    private static final long TICK = 10 * MILLI;

    @DataProvider
    public Object[][] delays() {
        return new Object[][] {
            {TICK, DUE + TOLERANCE + 1, true},
            {TICK, DUE + TOLERANCE + TICK, true},
            {TICK, DUE + TOLERANCE + TICK + 1, false},
            {TICK, DUE - TOLERANCE - 1, false},
            {0L, DUE + TOLERANCE + 1, false},
        };
    }

    @Test(dataProvider = "delays")
    public void aPacketsLateness(long tick, long delay, boolean marginal) {
        Play play = Play.virtual();
        play.target.tick = tick;
        var opening = play.target.onPacket;
        play.target.onPacket = in -> {
            opening.accept(in);
            if (!in.segment().has(TcpFlag.SYN)) {
                play.target.emit(delay, reply(in.segment(), TcpFlag.ACK));
            }
        };
        check(play.play(OPENING + "+.01 > . 1:1(0) ack 1 win 65535\n"), delay, marginal);
    }

    @Test(dataProvider = "delays")
    public void theLatenessOfACallThatBlocks(long tick, long delay, boolean marginal) {
        Play play = Play.virtual();
        play.target.tick = tick;
        play.target.answers("read", delay, new Result(0, Optional.empty(), Map.of()), () -> {});
        check(
                play.play("0...0.01 read(3, ..., 10) = 0\n+1 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"),
                delay,
                marginal);
    }

    private static void check(Outcome outcome, long delay, boolean marginal) {
        Finding finding = outcome.finding().orElseThrow();
        assertEquals(finding.verdict(), Verdict.FAIL);
        assertEquals(finding.kind(), delay < DUE ? Kind.EARLY : Kind.TIMING, finding.reason());
        assertEquals(finding.isMarginal(), marginal, finding.reason());
    }
}
