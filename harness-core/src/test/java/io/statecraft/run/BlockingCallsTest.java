package io.statecraft.run;

import static io.statecraft.run.Play.MILLI;
import static io.statecraft.run.Play.OPENING;
import static io.statecraft.run.Play.SECOND;
import static org.testng.Assert.assertEquals;

import io.statecraft.run.Finding.Kind;
import io.statecraft.target.SocketApi.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A call that blocks goes on while the script does, and is to return in time. */
public final class BlockingCallsTest {

    private static Play reading(long after) {
        Play play = Play.virtual();
        play.target.answers("read", after, new Result(10, Optional.empty(), Map.of()), () -> {});
        return play;
    }

    @Test
    public void theScriptGoesOnWhileTheCallBlocks() {
        Play play = reading(300 * MILLI);
        Outcome outcome = play.play(OPENING + "+0...0.3 read(4, ..., 10) = 10\n+.1 < P. 1:11(10) ack 1 win 1000\n");
        assertEquals(outcome.findings(), List.of());
        assertEquals(play.target.injectedAt.get(2), (Long) (300 * MILLI));
        List<TraceEvent> events = outcome.trace().events();
        long returned = events.stream()
                .filter(TraceEvent.CallReturned.class::isInstance)
                .mapToLong(TraceEvent::time)
                .max()
                .orElseThrow();
        assertEquals(returned, 500 * MILLI);
    }

    @DataProvider
    public static Object[][] returns() {
        // due at 0.3 s after its start: the tolerance is 37.5 ms
        return new Object[][] {
            {262 * MILLI, Kind.EARLY},
            {263 * MILLI, null},
            {337 * MILLI, null},
            {338 * MILLI, Kind.TIMING},
        };
    }

    @Test(dataProvider = "returns")
    public void itsReturnIsTimed(long after, Kind expected) {
        Outcome outcome = reading(after).play(OPENING + "+0...0.3 read(4, ..., 10) = 10\n");
        assertEquals(outcome.finding().map(Finding::kind), Optional.ofNullable(expected));
    }

    @Test
    public void itsResultIsComparedBeforeItsTime() {
        Outcome outcome = reading(900 * MILLI).play(OPENING + "+0...0.3 read(4, ..., 10) = 11\n");
        Finding finding = outcome.finding().orElseThrow();
        assertEquals(finding.kind(), Kind.RESULT);
        assertEquals(finding.location().line(), 6);
    }

    @Test
    public void aCallThatStillBlocksAtTheEndFails() {
        Outcome outcome = reading(100 * SECOND).play(OPENING + "+0...0.3 read(4, ..., 10) = 10\n");
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL));
        assertEquals(outcome.finding().orElseThrow().reason(), "read still blocks at the end of the scenario");
    }

    @Test
    public void aCallThatBlocksUnannouncedFails() {
        Outcome outcome = reading(100 * SECOND).play(OPENING + "+0 read(4, ..., 10) = 10\n");
        assertEquals(
                outcome.finding().orElseThrow().reason(),
                "read has not returned after 1 s; a call that is to block is written T...E");
    }
}
