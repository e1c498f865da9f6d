package io.statecraft.oracle;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import java.util.List;
import java.util.Set;
import org.testng.annotations.Test;

/** What the harness cannot know is never held against the target. */
public class OracleIsSoundUnderDoubtTest {

    private static Witness acceptedOver(Delivery delivery) {
        return new Witness(delivery)
                .listening()
                .in(0, 0, SYN)
                .later(1)
                .out(0, 1, SYN, ACK)
                .in(1, 1, ACK)
                .later(1)
                .accept();
    }

    @Test
    public void segmentInFlightMayNotHaveArrivedYet() {
        Witness w = acceptedOver(Delivery.IN_FLIGHT).in(1, 1, FIN, ACK);
        assertEquals(w.states(), Set.of(ESTABLISHED, CLOSE_WAIT));
        w.out(1, 1, ACK); // sent before the FIN came
        assertEquals(w.violations(), List.of());
        w.out(1, 2, ACK);
        assertEquals(w.states(), Set.of(CLOSE_WAIT));
        w.out(1, 1, ACK); // and this cannot have been
        assertEquals(w.clauses(), List.of("RFC9293:3.4"));
    }

    @Test
    public void promptTargetHasCertainlyTakenTheSegmentAMillisecondLater() {
        Witness w = acceptedOver(Delivery.PROMPT).in(1, 1, FIN, ACK).elapsed(1);
        assertEquals(w.states(), Set.of(CLOSE_WAIT));
    }

    @Test
    public void challengeMayBeHeldBackShortlyAfterAnother() {
        Witness w = Witness.accepted()
                .in(11, 0, RST)
                .out(1, 1, ACK)
                .later(100)
                .in(12, 0, RST)
                .elapsed(600);
        assertEquals(w.violations(), List.of());
        assertEquals(w.seen(ESTABLISHED).violations(), List.of());
    }

    @Test
    public void silenceIsNoViolationUntilItIsCertain() {
        Witness w = Witness.accepted().in(1, 1, 10, ACK).later(600).out(1, 11, ACK);
        assertEquals(w.violations(), List.of()); // nobody said that all until then had been seen
    }

    @Test
    public void unusualOptionsAreNotJudged() {
        Witness w = new Witness()
                .call(new SocketCall.SetOption(3, "TCP_FASTOPEN", 1), 0)
                .listening()
                .in(0, 0, 100, SYN)
                .out(0, 101, SYN, ACK);
        assertEquals(w.violations(), List.of());
    }

    @Test
    public void synAckMayAcknowledgeTheTextOfTheSynOrNot() {
        for (int acknowledged : new int[] {1, 101}) {
            Witness w = new Witness().listening().in(0, 0, 100, SYN).out(0, acknowledged, SYN, ACK);
            assertEquals(w.violations(), List.of());
        }
        Witness tooMuch = new Witness().listening().in(0, 0, 100, SYN).out(0, 102, SYN, ACK);
        assertEquals(tooMuch.clauses(), List.of("RFC9293:3.10.7.2"));
    }

    @Test
    public void textThatTheUserHoldsBackIsNotMissingUntilTheClose() {
        Witness corked = Witness.accepted()
                .call(new SocketCall.SetOption(4, "TCP_CORK", 1), 0)
                .call(new SocketCall.Send(4, 10), 10)
                .elapsed(60_000);
        assertEquals(corked.violations(), List.of());
        assertEquals(
                corked.call(new SocketCall.Close(4, false), 0).elapsed(60_000).clauses(), List.of("RFC9293:MUST-60"));
        Witness more =
                Witness.accepted().call(new SocketCall.Send(4, 10, true), 10).elapsed(60_000);
        assertEquals(more.violations(), List.of());
        assertEquals(
                more.call(new SocketCall.Send(4, 10, false), 10).elapsed(60_000).clauses(), List.of("RFC9293:MUST-60"));
    }

    @Test
    public void textThatTheUserLetsGoIsMissingAfterAWhile() {
        List<SocketCall> releases = List.of(
                new SocketCall.SetOption(4, "TCP_CORK", 0),
                new SocketCall.Shutdown(4, false, true),
                new SocketCall.Close(4, false));
        for (SocketCall release : releases) {
            Witness w = Witness.accepted()
                    .call(new SocketCall.SetOption(4, "TCP_CORK", 1), 0)
                    .call(new SocketCall.Send(4, 10), 10)
                    .elapsed(60_000)
                    .call(release, 0)
                    .elapsed(1000);
            assertEquals(w.violations(), List.of(), release.toString());
            assertEquals(w.elapsed(5000).clauses(), List.of("RFC9293:MUST-60"), release.toString());
        }
    }

    @Test
    public void connectionThatGaveUpMayBeGone() {
        Witness w = Witness.accepted()
                .call(new SocketCall.Send(4, 10), 10)
                .out(1, 1, 10, ACK)
                .later(1000)
                .out(1, 1, 10, ACK)
                .later(2000);
        assertEquals(w.states(), Set.of(ESTABLISHED, CLOSED));
    }
}
