package io.statecraft.oracle;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.testng.annotations.Test;

/** A target that breaks a rule is caught, by the clause of that rule. */
public class OracleFindsViolationsTest {

    private static void assertFound(Witness w, String clause) {
        assertEquals(w.clauses(), List.of(clause));
    }

    @Test
    public void synIsNotAnswered() {
        assertFound(new Witness().listening().in(0, 0, SYN).elapsed(1100), "RFC9293:3.10.7.2");
    }

    @Test
    public void synAckAcknowledgesTooMuch() {
        assertFound(new Witness().listening().in(0, 0, SYN).out(0, 2, SYN, ACK), "RFC9293:3.10.7.2");
    }

    @Test
    public void retransmittedSynAckHasAnotherInitialSequenceNumber() {
        assertFound(
                new Witness()
                        .listening()
                        .in(0, 0, SYN)
                        .out(0, 1, SYN, ACK)
                        .later(1000)
                        .out(7, 1, SYN, ACK),
                "RFC9293:3.4.1");
    }

    @Test
    public void segmentToNobodyIsNotReset() {
        assertFound(new Witness().in(0, 0, SYN).elapsed(1100), "RFC9293:3.10.7.1");
    }

    @Test
    public void resetHasTheWrongNumber() {
        Witness w = new Witness().in(0, 0, SYN);
        Segment reset = Witness.segment(8080, 40000, 0, Witness.IRS + 2, 0, RST, ACK);
        assertFound(w.out(reset), "RFC9293:3.10.7.1");
    }

    @Test
    public void resetAnswersAReset() {
        Segment reset = Witness.segment(8080, 40000, 0, Witness.IRS, 0, RST, ACK);
        assertFound(new Witness().in(0, 0, RST).out(reset), "RFC9293:3.5.2");
    }

    @Test
    public void textIsNotAcknowledgedInTime() {
        assertFound(Witness.accepted().in(1, 1, 10, ACK).elapsed(501), "RFC9293:MUST-40");
    }

    @Test
    public void textIsAcknowledgedInTime() {
        Witness w =
                Witness.accepted().in(1, 1, 10, ACK).later(499).out(1, 11, ACK).elapsed(2000);
        assertEquals(w.violations(), List.of());
    }

    @Test
    public void acknowledgmentOfMoreThanCame() {
        assertFound(Witness.accepted().in(1, 1, 10, ACK).out(1, 12, ACK), "RFC9293:3.4");
    }

    @Test
    public void inWindowResetIsNeitherChallengedNorObeyed() {
        Witness w = Witness.accepted().in(11, 0, RST).elapsed(600);
        // It may have been obeyed: only the probe, or what follows, can tell.
        assertEquals(w.violations(), List.of());
        assertEquals(w.states(), Set.of(CLOSED));
        assertEquals(w.seen(ESTABLISHED).violations().size(), 1);
    }

    @Test
    public void oneResetIsChallengedAndTheNextObeyed() {
        Witness w = Witness.accepted().in(11, 0, RST).out(1, 1, ACK).later(100).in(12, 0, RST);
        assertEquals(w.states(), Set.of(ESTABLISHED));
        w.seen(CLOSED);
        assertEquals(w.violations().size(), 1);
        assertEquals(
                w.violations().get(0).remembered(),
                Optional.of(
                        "RST_IN_WINDOW was answered CHALLENGE before, and now ACT (RFC 9293 3.10.7.4 second; RFC 5961"
                                + " 3.2)"));
    }

    @Test
    public void textReachesPastTheWindow() {
        Witness w = Witness.accepted()
                .in(Witness.segment(40000, 8080, Witness.IRS + 1, Witness.ISS + 1, 0, ACK)
                        .withWindow(100))
                .call(new SocketCall.Send(4, 11_000), 11_000);
        // The handshake's window of 10,000 was offered once.
        for (int at = 1; at < 9_001; at += 1_000) {
            w.out(at, 1, 1_000, ACK);
        }
        assertFound(w.out(9_001, 1, 1_001, ACK), "RFC9293:3.8.6");
    }

    @Test
    public void aProbeMayReachPastTheWindow() {
        Witness w = Witness.accepted().call(new SocketCall.Send(4, 11_000), 11_000);
        for (int at = 1; at < 10_001; at += 1_000) {
            w.out(at, 1, 1_000, ACK);
        }
        assertEquals(w.out(10_001, 1, 1, ACK).clauses(), List.of());
    }

    @Test
    public void aReservedBitIsSet() {
        Segment reserved = Witness.segment(8080, 40000, Witness.ISS + 1, Witness.IRS + 11, 0, ACK)
                .withHeader(new Segment.RawHeader(OptionalInt.empty(), 1, OptionalInt.empty()));
        assertFound(Witness.accepted().in(1, 1, 10, ACK).out(reserved), "RFC9293:3.1");
    }

    @Test
    public void aSegmentGoesToAGroup() {
        Witness w = Witness.accepted();
        Segment s = Witness.segment(8080, 40000, 0, Witness.IRS + 1, 0, RST, ACK);
        w.oracle.observe(new Observation.Outbound(
                0, new Packet(IpHeader.between(Witness.TARGET, IpAddress.of("224.0.0.1")), s)));
        assertFound(w, "RFC9293:MUST-63");
    }

    @Test
    public void whatComesFromAGroupAsksForNothing() {
        Witness w = new Witness().listening();
        Segment syn = Witness.segment(40000, 8080, Witness.IRS, 0, 0, SYN);
        w.oracle.observe(new Observation.Inbound(
                0, new Packet(IpHeader.between(IpAddress.of("224.0.0.1"), Witness.TARGET), syn)));
        assertEquals(w.elapsed(2000).clauses(), List.of());
    }

    @Test
    public void paddingIsNotZero() {
        Segment padded = Witness.segment(8080, 40000, Witness.ISS + 1, Witness.IRS + 11, 0, ACK)
                .withOptions(
                        List.of(new TcpOption.EndOfList(), new TcpOption.Unreadable(Bytes.of(new byte[] {7, 0, 0}))));
        assertFound(Witness.accepted().in(1, 1, 10, ACK).out(padded), "RFC9293:MUST-69");
    }

    @Test
    public void anOptionEndsBehindTheHeader() {
        Segment spoilt = Witness.segment(8080, 40000, Witness.ISS + 1, Witness.IRS + 11, 0, ACK)
                .withOptions(List.of(new TcpOption.Unreadable(Bytes.of(new byte[] {8, 10, 0, 0}))));
        assertFound(Witness.accepted().in(1, 1, 10, ACK).out(spoilt), "RFC9293:MUST-68");
    }

    @Test
    public void finWithoutClose() {
        assertFound(Witness.accepted().out(1, 1, FIN, ACK), "RFC9293:3.10.4");
    }

    @Test
    public void finBeforeAllText() {
        assertFound(
                Witness.accepted()
                        .call(new SocketCall.Send(4, 100), 100)
                        .call(new SocketCall.Close(4, false), 0)
                        .out(1, 1, 50, FIN, ACK),
                "RFC9293:3.10.4");
    }

    @Test
    public void moreTextThanTheUserGave() {
        assertFound(Witness.accepted().call(new SocketCall.Send(4, 100), 100).out(1, 1, 101, ACK), "RFC9293:3.10.2");
    }

    @Test
    public void textThatAShortWriteDidNotTake() {
        assertFound(Witness.accepted().call(new SocketCall.Send(4, 100), 60).out(1, 1, 61, ACK), "RFC9293:3.10.2");
    }

    @Test
    public void textBeyondTheWindow() {
        Witness w = Witness.accepted().call(new SocketCall.Send(4, 20_000), 20_000);
        for (int sent = 0; sent < 10_000; sent += 1000) {
            w.out(1 + sent, 1, 1000, ACK);
        }
        assertEquals(w.violations(), List.of());
        assertFound(w.out(10_001, 1, 1000, ACK), "RFC9293:3.8.6");
    }

    @Test
    public void segmentLargerThanThePeersMss() {
        assertFound(
                Witness.accepted().call(new SocketCall.Send(4, 5000), 5000).out(1, 1, 1461, ACK), "RFC9293:MUST-16");
    }

    @Test
    public void segmentLargerThanTheDefaultMss() {
        Segment bare = Witness.segment(40000, 8080, Witness.IRS, 0, 0, SYN).withOptions(List.of());
        Witness w = new Witness()
                .listening()
                .in(bare)
                .out(0, 1, SYN, ACK)
                .in(1, 1, ACK)
                .accept()
                .call(new SocketCall.Send(4, 5000), 5000)
                .out(1, 1, 536, ACK);
        assertEquals(w.violations(), List.of());
        assertFound(w.out(537, 1, 537, ACK), "RFC9293:MUST-15");
    }

    @Test
    public void wrongChecksum() {
        Segment bad = Witness.segment(8080, 40000, Witness.ISS + 1, Witness.IRS + 1, 0, ACK)
                .withHeader(new Segment.RawHeader(OptionalInt.empty(), 0, OptionalInt.of(1)));
        assertFound(Witness.accepted().out(bad), "RFC9293:MUST-2");
    }

    @Test
    public void mssOptionOnOtherSegments() {
        Segment bad = Witness.segment(8080, 40000, Witness.ISS + 1, Witness.IRS + 1, 0, ACK)
                .withOptions(List.of(new TcpOption.MaximumSegmentSize(1460)));
        assertFound(Witness.accepted().out(bad), "RFC9293:MUST-65");
    }

    @Test
    public void keepAliveThatNobodyAskedFor() {
        assertFound(Witness.accepted().later(7_200_000).out(0, 1, ACK), "RFC9293:MUST-25");
    }

    @Test
    public void keepAliveThatWasAskedFor() {
        Witness w = Witness.accepted()
                .call(new SocketCall.SetOption(4, "SO_KEEPALIVE", 1), 0)
                .later(7_200_000)
                .out(0, 1, ACK);
        assertEquals(w.violations(), List.of());
    }

    @Test
    public void finIsNotAcknowledged() {
        assertFound(Witness.accepted().in(1, 1, FIN, ACK).elapsed(600), "RFC9293:3.10.7.4");
    }

    @Test
    public void stateOfTheProbeContradictsTheRules() {
        Witness w = Witness.connected().call(new SocketCall.Close(3, false), 0).out(1, 1, FIN, ACK);
        w.seen(FIN_WAIT_1);
        assertEquals(w.violations(), List.of());
        w.seen(ESTABLISHED);
        assertEquals(w.violations().size(), 1);
        assertTrue(
                w.violations().get(0).allowed().contains("FIN-WAIT-1"),
                w.violations().toString());
    }

    @Test
    public void timeWaitEndsTooSoon() {
        Witness w = Witness.connected()
                .call(new SocketCall.Close(3, false), 0)
                .out(1, 1, FIN, ACK)
                .in(1, 2, FIN, ACK)
                .out(2, 2, ACK)
                .later(500);
        assertEquals(w.seen(CLOSED).violations().size(), 1);
    }

    @Test
    public void synIsNeverSent() {
        assertFound(
                new Witness()
                        .call(new SocketCall.Connect(3, Witness.PEER, 40000), 0)
                        .elapsed(5100),
                "RFC9293:3.10.1");
    }

    @Test
    public void textIsHeldForEver() {
        assertFound(Witness.accepted().call(new SocketCall.Send(4, 10), 10).elapsed(5100), "RFC9293:MUST-60");
    }

    @Test
    public void lostTextIsNeverSentAgain() {
        assertFound(
                Witness.accepted()
                        .call(new SocketCall.Send(4, 10), 10)
                        .out(1, 1, 10, ACK)
                        .elapsed(131_000),
                "RFC9293:MUST-20");
    }

    @Test
    public void onlyTheFirstContradictionOfAConnectionIsReported() {
        Witness w = Witness.accepted().out(1, 1, FIN, ACK).out(1, 99, ACK).out(77, 99, SYN);
        assertFound(w, "RFC9293:3.10.4");
    }

    @Test
    public void aShouldThatIsNotKeptWarnsOnceAndTheConnectionIsJudgedOn() {
        Witness w = new Witness().listening().in(0, 77, SYN, ACK).elapsed(1100);
        assertFound(w, "RFC9293:3.10.7.2");
        assertEquals(w.violations().get(0).must(), false);
        // The answer is known now: no second warning. What a MUST forbids is found on the same connection all the same.
        w.in(0, 77, SYN, ACK).elapsed(1100).in(0, 0, SYN).elapsed(1100);
        assertEquals(w.clauses(), List.of("RFC9293:3.10.7.2", "RFC9293:3.10.7.2"));
        assertEquals(w.violations().get(1).must(), true);
    }

    @Test
    public void textOutOfOrderThatIsNotHeldWarns() {
        Witness w = Witness.accepted()
                .in(11, 1, 10, ACK)
                .out(1, 1, ACK)
                .in(1, 1, 10, ACK)
                .out(1, 11, ACK);
        assertFound(w, "RFC9293:SHLD-31");
        assertEquals(w.violations().get(0).must(), false);
        assertEquals(
                Witness.accepted()
                        .in(11, 1, 10, ACK)
                        .out(1, 1, ACK)
                        .in(1, 1, 10, ACK)
                        .out(1, 21, ACK)
                        .clauses(),
                List.of());
    }
}
