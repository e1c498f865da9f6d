package io.statecraft.run;

import static io.statecraft.run.Play.OPENING;
import static org.testng.Assert.assertEquals;

import io.statecraft.target.SocketApi.Ends;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A state is asked of the target, or of the oracle where the target cannot be asked. */
public final class StateTest {
    private static final String BOUND = """
            0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 listen(3, 1) = 0
            """;

    private static Play listening() {
        Play play = Play.virtual();
        play.target.with(3, new Ends(FakeTarget.LOCAL, 8080, Optional.empty(), 0));
        play.target.state = TcpState.LISTEN;
        return play;
    }

    @Test
    public void aListenerIsAskedForByItsAddress() {
        assertEquals(listening().play(BOUND + "+0 state(3) = LISTEN\n").verdict(), Optional.of(Verdict.PASS));
        assertEquals(listening().play(BOUND + "+0 state(3) = CLOSED\n").verdict(), Optional.of(Verdict.FAIL));
    }

    @Test
    public void aSocketThatIsNothingYetIsClosed() {
        Play play = Play.virtual();
        play.target.state = TcpState.ESTABLISHED;
        assertEquals(
                play.play("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 state(3) = CLOSED\n")
                        .verdict(),
                Optional.of(Verdict.PASS));
    }

    @Test
    public void aDescriptorIsRememberedAfterItWasClosed() {
        Play play = listening();
        play.target.with(4, new Ends(FakeTarget.LOCAL, 8080, Optional.of(FakeTarget.REMOTE), 50000));
        play.target.state = TcpState.LAST_ACK;
        Outcome outcome = play.play(OPENING + "+0 accept(3, ..., ...) = 4\n+0 close(4) = 0\n+0 state(4) = LAST-ACK\n");
        assertEquals(outcome.verdict(), Optional.of(Verdict.PASS));
        TraceEvent.StateSeen seen = outcome.trace().events().stream()
                .filter(TraceEvent.StateSeen.class::isInstance)
                .map(TraceEvent.StateSeen.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(seen.connection().orElseThrow().remotePort(), 50000);
        assertEquals(seen.witness(), TraceEvent.Witness.PROBE);
    }

    @Test
    public void theOracleJudgesAStateThatNobodyNames() {
        Play play = listening().judged(Judge.Mode.STRICT);
        play.target.with(4, new Ends(FakeTarget.LOCAL, 8080, Optional.of(FakeTarget.REMOTE), 50000));
        String script = OPENING + "+0 accept(3, ..., ...) = 4\n+0 state(4) = oracle\n";
        play.target.state = TcpState.ESTABLISHED;
        assertEquals(play.play(script).states(), List.of(TcpState.ESTABLISHED));
        Play other = listening().judged(Judge.Mode.STRICT);
        other.target.with(4, new Ends(FakeTarget.LOCAL, 8080, Optional.of(FakeTarget.REMOTE), 50000));
        other.target.state = TcpState.CLOSING;
        Outcome outcome = other.play(script);
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL));
        assertEquals(outcome.finding().orElseThrow().kind(), Finding.Kind.CLAUSE);
    }

    /** Where time is not ours silence is known a little later than it is there: it is waited for until it counts. */
    @Test
    public void whatIsOwedAndDoesNotComeIsHeldAgainstTheTargetBeforeItCanBeMadeUpFor() {
        Play play = Play.on(new HarnessTime()).judged(Judge.Mode.STRICT).with(Map.of("tolerance_usecs", "100000"));
        play.target.with(3, new Ends(FakeTarget.LOCAL, 8080, Optional.empty(), 0));
        play.target.state = TcpState.CLOSE_WAIT;
        Consumer<Packet> opening = play.target.onPacket;
        play.target.onPacket = in -> {
            opening.accept(in);
            play.target.with(
                    4,
                    new Ends(
                            FakeTarget.LOCAL,
                            8080,
                            Optional.of(FakeTarget.REMOTE),
                            in.segment().sourcePort()));
            if (in.segment().payload().length() > 0) {
                play.target.emit(0, Play.reply(in.segment(), TcpFlag.ACK).withAck(SequenceNumber.of(2)));
            }
        };
        Outcome outcome = play.play(OPENING
                + "+0 accept(3, ..., ...) = 4\n+0 < F. 1:1(0) ack 1 win 1000\n+0 state(4) = oracle\n"
                + "+0 < P. 2:3(1) ack 1 win 1000\n+.1 state(4) = oracle\n");
        assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL));
        assertEquals(
                outcome.violations().stream()
                        .map(violation -> violation.event().replaceFirst(",.*", ""))
                        .toList(),
                List.of("nothing came"));
    }

    @DataProvider
    public static Object[][] byOracle() {
        return new Object[][] {
            {"LISTEN", Judge.Mode.STRICT, Verdict.PASS},
            {"ESTABLISHED", Judge.Mode.STRICT, Verdict.FAIL},
            {"LISTEN", Judge.Mode.OFF, Verdict.INCONCLUSIVE},
        };
    }

    @Test(dataProvider = "byOracle")
    public void whereTheTargetCannotBeAskedTheOracleIs(String state, Judge.Mode mode, Verdict verdict) {
        Play play = listening().judged(mode);
        play.target.probed = false;
        assertEquals(play.play(BOUND + "+0 state(3) = " + state + "\n").verdict(), Optional.of(verdict));
    }

    @Test
    public void anAddressOfTheOtherFamilyIsTheSameOnTheWire() {
        assertEquals(onWire("::ffff:1.2.3.4"), "1.2.3.4");
        assertEquals(onWire("2001:db8::1"), "2001:db8::1");
        assertEquals(onWire("1.2.3.4"), "1.2.3.4");
    }

    private static String onWire(String address) {
        return io.statecraft.run.Ends.onWire(IpAddress.of(address)).toString();
    }
}
