package io.statecraft.run;

import static io.statecraft.run.Play.MILLI;
import static io.statecraft.run.Play.OPENING;
import static io.statecraft.run.Play.SECOND;
import static io.statecraft.run.Play.reply;
import static org.testng.Assert.assertEquals;

import io.statecraft.run.Finding.Kind;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.Test;

/** What the harness itself needs too long for is never the target's fault; what the target needs too long for is. */
public final class OwnDelayTest {
    private static final String ACK_AGAIN = "+0 < . 1:1(0) ack 1 win 1000\n";

    @Test
    public void aSlowSendOvertakesNothing() {
        HarnessTime time = new HarnessTime();
        Play play = Play.on(time);
        var opening = play.target.onPacket;
        play.target.onPacket = in -> {
            opening.accept(in);
            time.pass(in.segment().has(TcpFlag.SYN) ? 0 : 23 * MILLI);
        };
        inconclusive(
                play.play(OPENING + ACK_AGAIN),
                "the harness was over with the statement before only after this one was due");
    }

    @Test
    public void aSlowProbeOvertakesNothing() {
        HarnessTime time = new HarnessTime();
        Play play = Play.on(time);
        play.target.state = TcpState.ESTABLISHED;
        play.target.onProbe = () -> time.pass(30 * MILLI);
        inconclusive(
                play.play(OPENING + "+0 state(3, peer) = ESTABLISHED\n0.205 < . 1:1(0) ack 1 win 1000\n"),
                "the harness was over with the statement before only after this one was due");
    }

    @Test
    public void aPacketThatComesLateOvertakesWhatIsDueBefore() {
        HarnessTime time = new HarnessTime();
        Play play = Play.on(time);
        play.target.onPacket = in -> play.target.emit(
                60 * MILLI, reply(in.segment(), TcpFlag.SYN, TcpFlag.ACK).withSeq(SequenceNumber.of(Play.ISN)));
        Outcome outcome = play.play("""
                0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0 listen(3, 1) = 0
                +.1 < S 0:0(0) win 1000 <mss 1460>
                * > S. 0:0(0) ack 1 win 65535
                0.11 < . 1:1(0) ack 1 win 1000
                """);
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL), outcome.toString());
        assertEquals(outcome.finding().orElseThrow().kind(), Kind.TIMING);
        assertEquals(outcome.finding().orElseThrow().location().line(), 5);
    }

    @Test
    public void aCallThatBlocksTooLongOvertakesTheNext() {
        HarnessTime time = new HarnessTime();
        Play play = Play.on(time);
        play.target.answers("read", 500 * MILLI, new Result(0, Optional.empty(), Map.of()), () -> {});
        Outcome outcome = play.play("""
                0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                0.1...0.6 read(3, ..., 10) = 0
                0.2...0.7 read(3, ..., 10) = 0
                0.3 close(3) = 0
                """);
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL), outcome.toString());
        assertEquals(outcome.finding().orElseThrow().location().line(), 4);
    }

    @Test
    public void ownDelayIsForgottenWhereAStatementKeepsATimeOfItsOwn() {
        HarnessTime time = new HarnessTime();
        Play play = Play.on(time);
        play.target.state = TcpState.ESTABLISHED;
        play.target.onProbe = () -> time.pass(30 * MILLI);
        var opening = play.target.onPacket;
        play.target.onPacket = in -> {
            opening.accept(in);
            play.target.emit(620 * MILLI, reply(in.segment(), TcpFlag.ACK));
        };
        Outcome outcome = play.play("""
                0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0 listen(3, 1) = 0
                0.1 < S 0:0(0) win 1000 <mss 1460>
                +0 > S. 0:0(0) ack 1 win 65535
                +0 state(3, peer) = ESTABLISHED
                0.5 accept(3, ..., ...) = 4
                * > . 1:1(0) ack 1 win 65535
                0.7 close(4) = 0
                """);
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL), outcome.toString());
        assertEquals(outcome.finding().orElseThrow().location().line(), 8);
    }

    @Test
    public void readingLateIsNotLatenessWhereNothingWasDueMeanwhile() {
        HarnessTime time = new HarnessTime();
        Play play = Play.on(time);
        play.target.answers("write", 0, new Result(5, Optional.empty(), Map.of()), () -> {
            play.target.emit(0, Play.text(reply(play.target.injected.get(0).segment(), TcpFlag.ACK), 5));
            time.pass(SECOND);
        });
        Outcome outcome = play.play(OPENING + "+0 write(4, ..., 10) = 10\n");
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL), outcome.toString());
        assertEquals(outcome.finding().orElseThrow().kind(), Kind.RESULT);
    }

    private static void inconclusive(Outcome outcome, String reason) {
        assertEquals(outcome.verdict(), Optional.of(Verdict.INCONCLUSIVE), outcome.toString());
        assertEquals(outcome.finding().orElseThrow().reason(), reason);
    }
}
