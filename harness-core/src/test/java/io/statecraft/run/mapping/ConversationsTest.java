package io.statecraft.run.mapping;

import static io.statecraft.run.mapping.Wire.LOCAL;
import static io.statecraft.run.mapping.Wire.PORT;
import static io.statecraft.run.mapping.Wire.REMOTE;
import static io.statecraft.run.mapping.Wire.pattern;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNotEquals;
import static org.testng.Assert.assertSame;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.mapping.Conversation.Phase;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.UdpDatagram;
import java.util.Optional;
import java.util.OptionalInt;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Which connection a statement or a packet is about, and what is learned of its numbers. */
public final class ConversationsTest {
    private Conversations all;
    private final PacketBuilder builder = new PacketBuilder(false, Optional.empty());

    @BeforeMethod
    public void start() {
        all = Wire.conversations(Numbering.RELATIVE);
    }

    private Conversation inject(String line) {
        PacketPattern pattern = pattern(line);
        Conversation c = all.ofInjected(pattern.transport()).orElseThrow();
        Tcp tcp = (Tcp) pattern.transport();
        int flags = tcp.flags().mask();
        c.injecting(
                (flags & TcpFlag.SYN.mask()) != 0,
                (flags & TcpFlag.ACK.mask()) != 0,
                SequenceNumber.of(tcp.sequence().start()));
        c.injected(builder.build(pattern, c));
        return c;
    }

    private Packet target(Conversation c, long seq, long ack, TcpFlag... flags) {
        Segment s = Segment.between(PORT, 1)
                .withSeq(SequenceNumber.of(seq))
                .withAck(SequenceNumber.of(ack))
                .withFlags(flags);
        return Wire.fromTarget(c, s).packet();
    }

    private static void meets(Conversation c, String line, Packet live) {
        Tcp tcp = (Tcp) pattern(line).transport();
        boolean syn = (tcp.flags().mask() & TcpFlag.SYN.mask()) != 0;
        c.meets(syn, SequenceNumber.of(tcp.sequence().start()), live.segment());
        c.consumed(live);
    }

    @Test
    public void theFirstPacketToAListenerOpensAConnectionFromAFreshPort() {
        all.made(3);
        all.listening(3);
        Conversation first = inject("< S 0:0(0) win 1000");
        assertEquals(first.phase(), Phase.PACKET_INJECTED);
        FourTuple ends = first.ends().orElseThrow();
        assertEquals(ends.localPort(), PORT);
        assertTrue(ends.remotePort() >= 49152 && ends.remotePort() <= 65535, ends.toString());
        assertSame(inject("< . 1:1(0) ack 1 win 1000"), first);

        all.made(4);
        all.listening(4);
        Conversation second = inject("< S 0:0(0) win 1000");
        assertNotEquals(second.ends(), first.ends());
    }

    @Test
    public void aPacketWithoutAnySocketOpensOneToo() {
        assertEquals(inject("< F. 0:0(0) ack 5 win 1000").phase(), Phase.PACKET_INJECTED);
    }

    @Test
    public void aSegmentThatOpensWithoutSynShiftsWhatFollowsByItsOwnNumber() {
        Conversation c = inject("< . 17:20(3) ack 34 win 1000");
        assertEquals(c.lastInjected().orElseThrow().segment().seq().toLong(), 34);
        assertEquals(c.lastInjected().orElseThrow().segment().ack().toLong(), 34);
    }

    @Test
    public void thePassiveHandshakeIsFollowed() {
        all.made(3);
        all.listening(3);
        Conversation c = inject("< S 100:100(0) win 1000");
        meets(c, "> S. 7:7(0) ack 101", target(c, 5000, 101, TcpFlag.SYN, TcpFlag.ACK));
        assertEquals(c.phase(), Phase.SYN_ACK_SENT);
        Segment ack =
                inject("< . 1:1(0) ack 1 win 9").lastInjected().orElseThrow().segment();
        assertEquals(c.phase(), Phase.SYN_ACK_ACKED);
        assertEquals(ack.seq().toLong(), 101);
        assertEquals(ack.ack().toLong(), 5001);
        assertEquals(all.accepted(4, Optional.empty()), Optional.of(c));
        assertEquals(c.descriptor(), OptionalInt.of(4));
    }

    @Test
    public void aSynAckThatTheScriptDoesNotExpectIsCountedFromAllTheSame() {
        all.made(3);
        all.listening(3);
        Conversation c = inject("< S 100:100(0) win 1000");
        assertEquals(all.ofOutbound(target(c, 5000, 101, TcpFlag.SYN, TcpFlag.ACK)), Optional.of(c));
        assertEquals(
                inject("< . 1:1(0) ack 1 win 9")
                        .lastInjected()
                        .orElseThrow()
                        .segment()
                        .ack()
                        .toLong(),
                5001);
        // What it says when it does expect one counts more.
        meets(c, "> S. 7:7(0) ack 101", target(c, 6000, 101, TcpFlag.SYN, TcpFlag.ACK));
        all.ofOutbound(target(c, 7000, 101, TcpFlag.SYN, TcpFlag.ACK));
        assertEquals(
                inject("< . 1:1(0) ack 1 win 9")
                        .lastInjected()
                        .orElseThrow()
                        .segment()
                        .ack()
                        .toLong(),
                6001);
    }

    @Test
    public void theSynAckOfTheScriptShiftsItsAckByTheInitialNumbers() {
        all.made(3);
        all.connecting(3);
        Conversation c = all.underTest().orElseThrow();
        Packet syn = Wire.sent(Segment.between(4000, PORT)
                        .withSeq(SequenceNumber.of(5000))
                        .withFlags(TcpFlag.SYN))
                .packet();
        assertEquals(all.ofOutbound(syn), Optional.of(c));
        assertEquals(c.ends(), Optional.of(new FourTuple(LOCAL, 4000, REMOTE, PORT)));
        meets(c, "> S 7:7(0)", syn);
        Segment answer = inject("< S. 300:300(0) ack 8 win 9")
                .lastInjected()
                .orElseThrow()
                .segment();
        assertEquals(answer.seq().toLong(), 300);
        assertEquals(answer.ack().toLong(), 5001);
        assertEquals(c.phase(), Phase.SYN_ACKED);
        assertEquals(c.mapping().remote().toLong(), 300);
    }

    @Test
    public void aSimultaneousOpenLearnsTheNumberOfTheBareSyn() {
        all.made(3);
        all.connecting(3);
        Conversation c = all.underTest().orElseThrow();
        Packet syn =
                Wire.sent(Segment.between(4000, PORT).withFlags(TcpFlag.SYN)).packet();
        all.ofOutbound(syn);
        meets(c, "> S 0:0(0)", syn);
        inject("< S 300:300(0) win 9");
        assertEquals(c.phase(), Phase.SYN_SENT);
        assertEquals(
                inject("< . 1:1(0) ack 1 win 9")
                        .lastInjected()
                        .orElseThrow()
                        .segment()
                        .seq()
                        .toLong(),
                301);
    }

    @Test
    public void aRefusedSynAckDoesNotKeepItsNumber() {
        all.made(3);
        all.connecting(3);
        Conversation c = all.underTest().orElseThrow();
        Packet syn =
                Wire.sent(Segment.between(4000, PORT).withFlags(TcpFlag.SYN)).packet();
        all.ofOutbound(syn);
        meets(c, "> S 0:0(0)", syn);
        inject("< S. 300:300(0) ack 91 win 9");
        meets(c, "> R 91:91(0)", target(c, 91, 0, TcpFlag.RST));
        inject("< S. 400:400(0) ack 1 win 9");
        assertEquals(c.mapping().remote().toLong(), 400);
    }

    @Test
    public void aSynInAnEstablishedConnectionChangesNothing() {
        all.made(3);
        all.listening(3);
        Conversation c = inject("< S 0:0(0) win 9");
        meets(c, "> S. 0:0(0) ack 1", target(c, 5000, 1, TcpFlag.SYN, TcpFlag.ACK));
        inject("< . 1:1(0) ack 1 win 9");
        inject("< S 1000:1000(0) win 9");
        meets(c, "> . 1:1(0) ack 1", target(c, 5001, 1, TcpFlag.ACK));
        assertEquals(
                inject("< . 1:1(0) ack 1 win 9")
                        .lastInjected()
                        .orElseThrow()
                        .segment()
                        .seq()
                        .toLong(),
                1);
    }

    @Test
    public void aSynAckForANewSynBeginsAnew() {
        all.made(3);
        all.listening(3);
        Conversation c = inject("< S 90:90(0) win 9");
        meets(c, "> S. 0:0(0) ack 91", target(c, 5000, 91, TcpFlag.SYN, TcpFlag.ACK));
        inject("< R 1:1(0) win 0");
        inject("< S 100:100(0) win 9");
        meets(c, "> S. 0:0(0) ack 101", target(c, 7000, 101, TcpFlag.SYN, TcpFlag.ACK));
        Segment ack =
                inject("< . 1:1(0) ack 1 win 9").lastInjected().orElseThrow().segment();
        assertEquals(ack.seq().toLong(), 101);
        assertEquals(ack.ack().toLong(), 7001);
    }

    @Test
    public void aSynAckThatIsSentAgainWithAnotherNumberIsNotBelieved() {
        all.made(3);
        all.listening(3);
        Conversation c = inject("< S 0:0(0) win 9");
        meets(c, "> S. 0:0(0) ack 1", target(c, 5000, 1, TcpFlag.SYN, TcpFlag.ACK));
        meets(c, "> S. 0:0(0) ack 1", target(c, 6000, 1, TcpFlag.SYN, TcpFlag.ACK));
        assertEquals(c.mapping().liveLocal().toLong(), 5000);
    }

    @Test
    public void portsThatAreWrittenMeanAConnectionOfTheirOwn() {
        all.made(3);
        all.listening(3);
        Conversation first = inject("< 5000 > 8080 S 0:0(0) win 9");
        Conversation second = inject("< 5001 > 8080 S 0:0(0) win 9");
        assertNotEquals(first, second);
        assertEquals(first.ends().orElseThrow().remotePort(), 5000);
        assertSame(inject("< 5000 > 8080 . 1:1(0) ack 1 win 9"), first);
        assertSame(
                all.ofExpected(pattern("> 8080 > 5000 . 1:1(0) ack 1").transport())
                        .orElseThrow(),
                first);
        assertSame(all.ofExpected(pattern("> . 1:1(0) ack 1").transport()).orElseThrow(), second);
    }

    @Test
    public void aForeignPortOnASegmentThatOpensNothingIsOnlyAnotherPort() {
        all.made(3);
        all.listening(3);
        Conversation c = inject("< S 0:0(0) win 9");
        assertSame(inject("< 5000 > 8080 . 1:1(0) ack 1 win 9"), c);
        assertEquals(c.lastInjected().orElseThrow().segment().sourcePort(), 5000);
    }

    @Test
    public void packetsOfNobodyBelongToNobody() {
        inject("< S 0:0(0) win 9");
        Packet other =
                Wire.sent(Segment.between(PORT, 1).withFlags(TcpFlag.RST)).packet();
        assertEquals(all.ofOutbound(other), Optional.empty());
    }

    @Test
    public void aSocketThatWasDissolvedConnectsAnew() {
        all.made(3);
        all.connecting(3);
        Conversation first = all.underTest().orElseThrow();
        all.connecting(3);
        assertSame(all.underTest().orElseThrow(), first);
        all.disconnected(3);
        assertSame(all.underTest().orElseThrow(), first, "what the target still says");
        all.connecting(3);
        assertNotEquals(all.underTest().orElseThrow(), first);
    }

    private Conversation injectDatagram() {
        return all.ofInjected(pattern("< udp (10)").transport()).orElseThrow();
    }

    private static Packet datagram(int from, int to) {
        return new Packet(IpHeader.between(LOCAL, REMOTE), new UdpDatagram(from, to, Bytes.zeros(1)));
    }

    @Test
    public void aDatagramGoesToTheBoundPortOfWhoeverIsThereAndTheAnswerBelongsToIt() {
        all.madeForDatagrams(3);
        Conversation c = injectDatagram();
        assertEquals(c.ends(), Optional.of(new FourTuple(LOCAL, PORT, REMOTE, PORT)));
        assertSame(injectDatagram(), c);
        assertEquals(all.ofOutbound(datagram(PORT, PORT)), Optional.of(c));
        assertEquals(all.ofOutbound(datagram(PORT, PORT + 1)), Optional.empty());
        all.connecting(3);
        assertSame(all.underTest().orElseThrow(), c, "the program answers on the same socket");
        assertEquals(c.descriptor(), OptionalInt.of(3));
    }

    @Test
    public void thePortOfASocketForDatagramsIsLearnedFromItOrFromWhatItSends() {
        all.madeForDatagrams(3);
        all.connecting(3);
        Conversation first = all.underTest().orElseThrow();
        assertEquals(first.ends(), Optional.empty());
        assertEquals(all.ofOutbound(datagram(4321, PORT)), Optional.of(first));
        assertEquals(first.ends().orElseThrow().localPort(), 4321);

        all.madeForDatagrams(4);
        all.connecting(4);
        FourTuple ends = new FourTuple(LOCAL, 5432, REMOTE, PORT);
        all.datagramSocketHas(4, ends);
        assertEquals(injectDatagram().ends(), Optional.of(ends));
    }

    @Test
    public void datagramsToASocketWithAConnectionUseItsPorts() {
        Conversation c = inject("< S 0:0(0) win 9");
        assertSame(injectDatagram(), c);
    }

    @Test
    public void thePortsAreDrawnFromTheSeed() {
        Conversation one = inject("< S 0:0(0) win 9");
        start();
        assertEquals(inject("< S 0:0(0) win 9").ends(), one.ends());
        all = new Conversations(LOCAL, REMOTE, PORT, PORT, Numbering.RELATIVE, 2);
        assertNotEquals(inject("< S 0:0(0) win 9").ends(), one.ends());
    }
}
