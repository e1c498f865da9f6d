package io.statecraft.run;

import static io.statecraft.run.Play.MILLI;
import static io.statecraft.run.Play.OPENING;
import static io.statecraft.run.Play.SECOND;
import static io.statecraft.run.Play.reply;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.clock.Clock;
import io.statecraft.posix.Scheduling;
import io.statecraft.posix.Urgency;
import io.statecraft.run.Finding.Kind;
import io.statecraft.scenario.Step.Location;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the harness does late is not held against the target; that the target is early is. */
public final class LatenessTest {

    /** A machine that lets us oversleep, once. */
    private static final class SlowClock implements Clock {
        private final long oversleepFrom;
        private final long by;
        private boolean overslept;
        private long now = 17;

        SlowClock(long oversleepFrom, long by) {
            this.oversleepFrom = oversleepFrom;
            this.by = by;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public void sleepUntil(long deadline) {
            if (deadline > now) {
                now = deadline;
                if (!overslept && now >= oversleepFrom) {
                    overslept = true;
                    now += by;
                }
            }
        }
    }

    @Test
    public void aLateInjectionMakesTheAttemptInconclusive() {
        // the first packet is due at 0.1 s, with a tolerance of 12.5 ms
        Outcome outcome = Play.on(new SlowClock(100 * MILLI, 13 * MILLI)).play(OPENING);
        assertEquals(outcome.verdict(), Optional.of(Verdict.INCONCLUSIVE));
        Finding finding = outcome.finding().orElseThrow();
        assertEquals(finding.kind(), Kind.LATE);
        assertEquals(finding.location().line(), 3);
        assertEquals(finding.reason(), "the harness was late by 0.013 s; the tolerance is 0.0125 s");
        assertTrue(outcome.trace().events().stream().anyMatch(TraceEvent.Late.class::isInstance));
    }

    @Test
    public void lateWithinTheToleranceIsMeasuredAndNoMore() {
        Outcome outcome = Play.on(new SlowClock(100 * MILLI, 12 * MILLI)).play(OPENING);
        assertEquals(outcome.findings(), List.of());
        assertEquals(outcome.lateness(), 12 * MILLI);
    }

    @DataProvider
    public Object[][] statementsOfOurs() {
        return new Object[][] {{"0.1 < S 0:0(0) win 1000 <mss 1460>"}, {"0.1 listen(3, 1) = 0"}};
    }

    @Test(dataProvider = "statementsOfOurs")
    public void whatHoldsUsUpAfterWeLookedAtTheClockIsMeasuredToo(String statement) {
        HarnessTime time = new HarnessTime();
        Play play = Play.on(time);
        // Before a packet is sent or a call is made we read what has come.
        play.target.onReceive = () -> time.pass(time.now() == 100 * MILLI ? 13 * MILLI : 0);
        Outcome outcome = play.play("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n" + statement);
        assertEquals(outcome.lateness(), 13 * MILLI);
    }

    @Test
    public void aPacketThatIsLateBecauseWeOversleptReadingItIsNotHeldAgainstTheTarget() {
        Play play = Play.on(new SlowClock(Long.MAX_VALUE, 0));
        play.target.onPacket = in -> play.target.emit(0, reply(in.segment(), TcpFlag.SYN));
        assertEquals(play.play(OPENING).verdict(), Optional.of(Verdict.FAIL));

        Play slow = Play.on(new SlowClock(150 * MILLI, 50 * MILLI));
        slow.target.onPacket = in -> slow.target.emit(60 * MILLI, reply(in.segment(), TcpFlag.SYN, TcpFlag.ACK));
        Outcome outcome = slow.play(OPENING.replace("+0 > S. 0:0(0) ack 1", "+.06 > S. 0:0(0) ack 2"));
        assertEquals(outcome.verdict(), Optional.of(Verdict.INCONCLUSIVE));
    }

    @Test
    public void anAttemptThatCanOnlyBeInVainIsGivenUpIfThereIsAnother() {
        String script =
                OPENING + "+0 accept(3, ..., ...) = 4\n+0 %{ assert tcpi_snd_cwnd == 10 }%\n+9 listen(3, 1) = 0\n";
        Play late = Play.on(new SlowClock(100 * MILLI, 2 * MILLI)); // more than a quarter of 4 ms
        late.target.tcpInfo = Map.of("tcpi_snd_cwnd", 8L);
        Outcome outcome = late.givingUp().play(script);
        assertEquals(outcome.verdict(), Optional.of(Verdict.INCONCLUSIVE));
        assertEquals(outcome.findings().size(), 1, "it is not seen as a failure");
        assertEquals(outcome.finding().orElseThrow().location().line(), 7);
        assertEquals(
                late.target.calls.stream()
                        .filter(call -> call.startsWith("listen"))
                        .count(),
                1);

        Play onTime = Play.on(new SlowClock(100 * MILLI, MILLI / 2));
        onTime.target.tcpInfo = Map.of("tcpi_snd_cwnd", 8L);
        assertEquals(onTime.givingUp().play(script).verdict(), Optional.of(Verdict.FAIL));
        assertEquals(
                onTime.target.calls.stream()
                        .filter(call -> call.startsWith("listen"))
                        .count(),
                2);
    }

    @DataProvider
    public Object[][] delaysInTheEnd() {
        return new Object[][] {{2 * MILLI}, {SECOND}}; // within the tolerance, and beyond it
    }

    @Test(dataProvider = "delaysInTheEnd")
    public void whatFailedBeforeWeWereLateIsNeitherGivenUpNorInDoubt(long late) {
        String script =
                OPENING + "+0 accept(3, ..., ...) = 4\n+0 %{ assert tcpi_snd_cwnd == 10 }%\n+9 listen(3, 1) = 0\n";
        Play play = Play.on(new SlowClock(9_000 * MILLI, late));
        play.target.tcpInfo = Map.of("tcpi_snd_cwnd", 8L);
        if (Scheduling.realTime(Urgency.PLAYING) < 0) {
            throw new SkipException("real-time priority is not permitted here: then the machine's load counts too");
        }
        Outcome outcome;
        try {
            outcome = play.givingUp().play(script);
        } finally {
            Scheduling.ordinary();
        }
        assertEquals(outcome.lateness(), late);
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL));
        assertEquals(outcome.finding().orElseThrow().location().line(), 7);
        assertFalse(outcome.doubtful());
    }

    @Test
    public void lateOnesAreExcusedAndThoseBeforeAreNot() {
        Finding before = assertion(1).timed(Finding.Timeliness.ON_TIME);
        Finding after = assertion(2);
        Finding packet = Finding.fail(Kind.PACKET, new Location("test.pkt", 3, ""), "differs");
        assertEquals(weighed(true, false, before, after), List.of(Verdict.FAIL, Verdict.INCONCLUSIVE));
        assertEquals(weighed(true, false, after, before), List.of(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE));
        assertEquals(
                weighed(true, false, packet, before),
                List.of(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE),
                "what ended the scenario comes first, and may be our doing");
        assertEquals(
                weighed(true, true, before), List.of(Verdict.INCONCLUSIVE), "packets were lost, nobody knows when");
        assertEquals(weighed(false, false, before, after), List.of(Verdict.FAIL, Verdict.FAIL));
        Finding late = Finding.of(Verdict.INCONCLUSIVE, Kind.LATE, new Location("test.pkt", 4, ""), "late");
        assertEquals(
                weighed(true, false, late, before, after),
                List.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE),
                "our lateness ended it, and does not undo what it could not cause");
        assertEquals(
                weighed(true, false, late, after, before),
                List.of(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE));
        assertEquals(weighed(true, false, late), List.of(Verdict.INCONCLUSIVE));
    }

    private static Finding assertion(int line) {
        return Finding.fail(Kind.CODE, new Location("test.pkt", line, ""), "assertion failed");
    }

    private static List<Verdict> weighed(boolean late, boolean lossy, Finding... shown) {
        return new Verdicts(true, late, lossy)
                .weigh(List.of(shown), List.of()).stream().map(Finding::verdict).toList();
    }

    @Test
    public void aPacketThatIsTooEarlyFailsWhateverWeDid() {
        Verdicts late = new Verdicts(true, true, false);
        Finding early = Finding.fail(Kind.EARLY, Location.NONE, "early");
        Finding tardy = Finding.fail(Kind.TIMING, Location.NONE, "late");
        assertEquals(late.weigh(List.of(early), List.of()).get(0).verdict(), Verdict.FAIL);
        assertEquals(late.weigh(List.of(tardy), List.of()).get(0).verdict(), Verdict.INCONCLUSIVE);
    }

    @Test
    public void aPacketWhoseTimestampIsInTimeIsInTimeHoweverLateItIsRead() {
        Play play = Play.virtual();
        play.target.onPacket = in -> {
            if (in.segment().has(TcpFlag.SYN)) {
                play.target.emit(0, reply(in.segment(), TcpFlag.SYN, TcpFlag.ACK));
            }
        };
        // The command in between takes the harness past the packet's time; the packet is read after it.
        String script = OPENING.replace("+0 > S.", "+0 `true`\n+0 > S.").replace(" win 65535", "");
        assertEquals(play.play(script).findings(), List.of());
    }
}
