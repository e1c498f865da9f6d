package io.statecraft.run;

import static io.statecraft.run.Play.MILLI;
import static io.statecraft.run.Play.reply;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding.Kind;
import io.statecraft.target.SocketApi.Ends;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

/** The oracle follows every run: a clause that is broken fails the scenario although the script is content. */
public final class OracleInSessionTest {
    /** The script tolerates a SYN,ACK that acknowledges the wrong number; RFC 9293 does not. */
    private static final String CONTENT = """
            0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 listen(3, 1) = 0
            +.1 < S 100:100(0) win 1000 <mss 1460>
            +0 > S. 0:0(0) ack 105 win 65535
            """;

    private static Play breaking(Judge.Mode mode) {
        Play play = Play.virtual().judged(mode);
        play.target.with(3, new Ends(FakeTarget.LOCAL, 8080, Optional.empty(), 0));
        play.target.onPacket = in -> play.target.emit(
                MILLI,
                reply(in.segment(), TcpFlag.SYN, TcpFlag.ACK)
                        .withAck(in.segment().seq().plus(5)));
        return play;
    }

    @Test
    public void strictlyABrokenMustFails() {
        Outcome outcome = breaking(Judge.Mode.STRICT).play(CONTENT);
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL));
        Finding finding = outcome.finding().orElseThrow();
        assertEquals(finding.kind(), Kind.CLAUSE);
        assertTrue(finding.clause().isPresent());
        assertEquals(finding.details().get(0), "before: SYN-RECEIVED");
        assertTrue(finding.details().get(1).startsWith("allowed: SYN-RECEIVED: a SYN,ACK"), finding.toString());
    }

    @Test
    public void inAReportItFailsNothing() {
        Outcome outcome = breaking(Judge.Mode.REPORT).play(CONTENT);
        assertEquals(outcome.verdict(), Optional.of(Verdict.PASS));
        assertFalse(outcome.violations().isEmpty());
    }

    @Test
    public void switchedOffItSaysNothing() {
        assertEquals(breaking(Judge.Mode.OFF).play(CONTENT).violations(), List.of());
    }

    @Test
    public void aFailureOfTheScriptNamesTheClauseThatWasBroken() {
        Outcome outcome = breaking(Judge.Mode.REPORT).play(CONTENT.replace("ack 105", "ack 101"));
        Finding finding = outcome.finding().orElseThrow();
        assertEquals(finding.kind(), Kind.PACKET);
        assertEquals(finding.clause(), Optional.of(outcome.violations().get(0).clause()));
    }

    @Test
    public void theSavedTraceIsJudgedAlike() {
        Outcome outcome = breaking(Judge.Mode.STRICT).play(CONTENT);
        List<Violation> again = Judge.judge(TraceText.read(TraceText.write(outcome.trace())));
        assertEquals(again, outcome.violations());
    }
}
