package io.statecraft.run;

import static io.statecraft.run.Play.ISN;
import static io.statecraft.run.Play.MILLI;
import static io.statecraft.run.Play.OPENING;
import static io.statecraft.run.Play.reply;
import static io.statecraft.run.Play.text;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Finding.Kind;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

/** A scenario is played statement by statement, and each kind of failure says what and where. */
public final class SessionTest {

    @Test
    public void passesWhenTheTargetDoesWhatTheScriptSays() {
        Outcome outcome = Play.virtual().play(OPENING);
        assertEquals(outcome.findings(), List.of());
        assertEquals(outcome.verdict(), Optional.of(Verdict.PASS));
    }

    @Test
    public void injectsWithTheTargetsOwnNumbersAtTheScriptsTimes() {
        Play play = Play.virtual();
        play.play(OPENING);
        Segment ack = play.target.injected.get(1).segment();
        assertEquals(ack.seq().toLong(), 1);
        assertEquals(ack.ack().toLong(), ISN + 1);
        assertEquals(play.target.injectedAt, List.of(100 * MILLI, 200 * MILLI));
    }

    @Test
    public void saysWhichFlagsDifferAndOnWhichLine() {
        Play play = Play.virtual();
        Finding finding = fail(play, OPENING.replace("> S. 0:0(0) ack 1", "> S 0:0(0)"));
        assertEquals(finding.kind(), Kind.PACKET);
        assertEquals(finding.location().line(), 4);
        assertEquals(
                finding.differences().stream()
                        .map(d -> d.field() + " " + d.expected() + " " + d.actual())
                        .toList(),
                List.of("flags S S.", "ack 0 1"));
    }

    @Test
    public void saysWhatTheStateIs() {
        Play play = Play.virtual();
        play.target.state = TcpState.SYN_RECEIVED;
        Finding finding = fail(play, OPENING + "+0 state(3, peer) = ESTABLISHED\n");
        assertEquals(finding.kind(), Kind.STATE);
        assertEquals(finding.location().line(), 6);
        assertEquals(finding.expected(), Optional.of("ESTABLISHED"));
        assertEquals(finding.actual(), Optional.of("SYN-RECEIVED"));
    }

    @Test
    public void reportsTheStatesThatWereSeen() {
        Play play = Play.virtual();
        play.target.state = TcpState.ESTABLISHED;
        Outcome outcome = play.play(OPENING + "+0 state(3, peer) = ESTABLISHED\n+0 state(3, peer) = TCP_ESTABLISHED\n");
        assertEquals(outcome.states(), List.of(TcpState.ESTABLISHED));
    }

    @Test
    public void saysHowLateAPacketIs() {
        Play play = Play.virtual();
        play.target.onPacket = in -> play.target.emit(10 * MILLI, reply(in.segment(), TcpFlag.SYN, TcpFlag.ACK));
        Finding finding = fail(play, OPENING);
        assertEquals(finding.kind(), Kind.TIMING);
        assertEquals(finding.reason(), "the packet came 0.01 s late; the tolerance is 0.004 s");
    }

    @Test
    public void saysHowEarlyAPacketIs() {
        Finding finding = fail(Play.virtual(), OPENING.replace("+0 > S.", "+.05 > S."));
        assertEquals(finding.kind(), Kind.EARLY);
        assertEquals(finding.reason(), "the packet came 0.05 s early; the tolerance is 0.00625 s");
    }

    @Test
    public void saysThatAPacketDidNotCome() {
        Finding finding = fail(Play.virtual(), OPENING + "+0 > . 1:1(0) ack 1\n");
        assertEquals(finding.kind(), Kind.MISSING);
        assertEquals(finding.location().line(), 6);
        assertFalse(finding.isOnTime(), "a timer of the target's may be late");
    }

    @Test
    public void whatDoesNotComeUntilTheTimeLimitIsNoMatterOfTime() {
        Finding finding = fail(Play.virtual(), OPENING + "* > . 1:1(0) ack 1\n");
        assertEquals(finding.kind(), Kind.MISSING);
        assertTrue(finding.isOnTime());
    }

    @Test
    public void saysWhatACallReturned() {
        Play play = Play.virtual();
        play.target.answers("accept", 0, FakeTarget.failing("EAGAIN"), () -> {});
        Finding first = fail(play, OPENING + "+0 accept(3, ..., ...) = 4\n+0 accept(3, ..., ...) = 5\n");
        assertEquals(first.kind(), Kind.RESULT);
        assertEquals(first.location().line(), 7);
        assertEquals(first.expected(), Optional.of("5"));
        assertEquals(first.actual(), Optional.of("-1 EAGAIN"));
    }

    @Test
    public void takesAnErrorByAnyOfItsNames() {
        Play play = Play.virtual();
        play.target.answers("read", 0, FakeTarget.failing("EAGAIN"), () -> {});
        assertEquals(
                play.play(OPENING + "+0 read(4, ..., 10) = -1 EWOULDBLOCK (Operation would block)\n")
                        .verdict(),
                Optional.of(Verdict.PASS));
    }

    @Test
    public void silenceIsBrokenByAnyPacketInIt() {
        Play play = Play.virtual();
        Finding finding = fail(play, OPENING.replace("> S. 0:0(0) ack 1 win 65535", "silence for .05"));
        assertEquals(finding.kind(), Kind.UNEXPECTED);
        assertEquals(finding.location().line(), 4);
        assertEquals(finding.actual(), Optional.of("> S. 0:0(0) ack 1 win 65535  at 0.1 s"));
    }

    @Test
    public void silenceThatIsKeptPasses() {
        assertEquals(Play.virtual().play(OPENING + "+0 silence for 5\n").verdict(), Optional.of(Verdict.PASS));
    }

    @Test
    public void aCommandThatFailsFailsTheScenario() {
        Play play = Play.virtual();
        play.target.commandOutcome = new io.statecraft.target.Target.CommandOutcome.Done(1, "no such key");
        Finding finding = fail(play, "0 `sysctl -w x=1`\n");
        assertEquals(finding.kind(), Kind.COMMAND);
        assertEquals(finding.details(), List.of("no such key"));
    }

    @Test
    public void initScriptsRunBeforeTheScenariosOwnCommand() {
        Play play = Play.virtual().with(java.util.Map.of("init_scripts", "a.sh,it's.sh"));
        play.play("`own`\n0 `timed`\n");
        assertEquals(play.target.commands, List.of("/bin/sh 'a.sh'", "/bin/sh 'it'\\''s.sh'", "own", "timed"));
        play = Play.virtual().with(java.util.Map.of("init_scripts", "a.sh"));
        play.target.commandOutcome = new io.statecraft.target.Target.CommandOutcome.Done(4, "no");
        Finding finding = play.play("0 `timed`\n").finding().orElseThrow();
        assertEquals(finding.verdict(), Verdict.ERROR);
        assertEquals(finding.reason(), "the script a.sh (--init_scripts) ended with status 4");
    }

    @Test
    public void aCommandThatIsRefusedSkipsTheScenario() {
        Play play = Play.virtual();
        play.target.commandOutcome = new io.statecraft.target.Target.CommandOutcome.Refused("give --allow-shell");
        Outcome outcome = play.play("0 `true`\n");
        assertEquals(outcome.verdict(), Optional.empty());
        assertEquals(outcome.skipped(), Optional.of("line 1: give --allow-shell"));
    }

    @Test
    public void aCallThatTheTargetDoesNotKnowSkipsTheScenario() {
        Outcome outcome = Play.virtual().play("0 splice(3, 0, 4, 0, 10, 0) = 10\n");
        assertEquals(outcome.skipped(), Optional.of("line 1: the fake knows no splice"));
    }

    @Test
    public void aLinkThatIsCutIsAnError() {
        Play play = Play.virtual();
        play.target.broken = true;
        Outcome outcome = play.play(OPENING);
        assertEquals(outcome.verdict(), Optional.of(Verdict.ERROR));
        assertEquals(outcome.finding().orElseThrow().reason(), "the target's link failed: the fake's link is cut");
    }

    @Test
    public void lostPacketsMakeItInconclusive() {
        Play play = Play.virtual();
        play.target.lost = 1;
        assertEquals(play.play(OPENING).verdict(), Optional.of(Verdict.INCONCLUSIVE));
    }

    @Test
    public void piecesOfASegmentArePutTogetherUnlessTheScriptIsStrict() {
        Play play = Play.virtual();
        play.target.answers("write", 2000);
        String script = OPENING + "+0 accept(3, ..., ...) = 4\n+0 write(4, ..., 2000) = 2000\n"
                + "+0 > P. 1:2001(2000) ack 1\n";
        assertEquals(withPieces(play).play(script).findings(), List.of());

        Play strict = Play.virtual();
        strict.target.answers("write", 2000);
        Finding finding = fail(withPieces(strict), "--strict_segments\n" + script);
        assertEquals(finding.differences().get(0).toString(), "flags: expected P., got .");
    }

    private static Play withPieces(Play play) {
        var opening = play.target.onPacket;
        play.target.onPacket = in -> {
            opening.accept(in);
            if (!in.segment().has(TcpFlag.SYN)) {
                Segment first = text(reply(in.segment(), TcpFlag.ACK), 1000);
                play.target.emit(0, first);
                play.target.emit(MILLI, first.withSeq(first.seq().plus(1000)).withFlags(TcpFlag.ACK, TcpFlag.PSH));
            }
        };
        return play;
    }

    private static Finding fail(Play play, String script) {
        Outcome outcome = play.play(script);
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL), outcome.toString());
        return outcome.finding().orElseThrow();
    }
}
