package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import io.statecraft.oracle.Delivery;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** From which numbers the last events count. */
public final class LadderTest {
    private static final IpAddress LOCAL = IpAddress.of("192.168.0.1");
    private static final IpAddress REMOTE = IpAddress.of("192.0.2.1");

    private List<TraceEvent> events;

    @BeforeMethod
    public void nothingYet() {
        events = new ArrayList<>();
    }

    private void in(long seq, long ack, TcpFlag... flags) {
        events.add(new TraceEvent.Inbound(
                0,
                1,
                new Packet(
                        IpHeader.between(REMOTE, LOCAL),
                        Segment.between(50000, 8080)
                                .withSeq(SequenceNumber.of(seq))
                                .withAck(SequenceNumber.of(ack))
                                .withFlags(flags))));
    }

    private void out(long seq, long ack, TcpFlag... flags) {
        events.add(new TraceEvent.Outbound(
                0,
                new Packet(
                        IpHeader.between(LOCAL, REMOTE),
                        Segment.between(8080, 50000)
                                .withSeq(SequenceNumber.of(seq))
                                .withAck(SequenceNumber.of(ack))
                                .withFlags(flags))));
    }

    private List<String> lines() {
        return Ladder.lastOf(new Trace(Delivery.EXACT, false, events), 20).stream()
                .map(line -> line.substring(14))
                .toList();
    }

    private void open() {
        in(300, 0, TcpFlag.SYN);
        out(7000, 301, TcpFlag.SYN, TcpFlag.ACK);
        in(301, 7001, TcpFlag.ACK);
    }

    @Test
    public void aSynToAnOpenConnectionDoesNotMoveItsNumbers() {
        open();
        in(305, 0, TcpFlag.SYN);
        out(7001, 301, TcpFlag.ACK);
        assertEquals(lines().subList(3, 5), List.of("<  S 5:5(0) win 0", ">  . 1:1(0) ack 1 win 0"));
    }

    @Test
    public void aConnectionThatIsOpenedAnewCountsAnew() {
        open();
        in(9000, 0, TcpFlag.SYN);
        out(20000, 9001, TcpFlag.SYN, TcpFlag.ACK);
        in(9001, 20001, TcpFlag.ACK);
        assertEquals(lines().subList(4, 6), List.of(">  S. 0:0(0) ack 1 win 0", "<  . 1:1(0) ack 1 win 0"));
    }

    @Test
    public void theNumberThatTheTargetAcknowledgesIsThePeers() {
        out(7000, 0, TcpFlag.SYN);
        in(100, 9999, TcpFlag.SYN, TcpFlag.ACK); // acknowledges what was never sent: it is reset
        out(9999, 0, TcpFlag.RST);
        in(300, 7001, TcpFlag.SYN, TcpFlag.ACK);
        out(7001, 301, TcpFlag.ACK);
        assertEquals(lines().get(4), ">  . 1:1(0) ack 1 win 0");
    }

    @Test
    public void aSynAckThatAcknowledgesTextIsTheTargetsFirstNumberToo() {
        in(300, 0, TcpFlag.SYN); // with ten octets, by Fast Open
        out(7000, 311, TcpFlag.SYN, TcpFlag.ACK);
        assertEquals(lines().get(1), ">  S. 0:0(0) ack 11 win 0");
    }

    @Test
    public void aSynThatTheTargetRepeatsIsTheSame() {
        out(7000, 0, TcpFlag.SYN);
        out(7000, 0, TcpFlag.SYN);
        out(8000, 0, TcpFlag.SYN);
        assertEquals(lines(), List.of(">  S 0:0(0) win 0", ">  S 0:0(0) win 0", ">  S 0:0(0) win 0"));
    }

    @Test
    public void whatAnIcmpErrorQuotesCountsFromTheNumberOfWhoSentIt() {
        open();
        Segment sent = Segment.between(8080, 50000)
                .withSeq(SequenceNumber.of(7101))
                .withFlags(TcpFlag.ACK)
                .withPayload(Bytes.zeros(10));
        Bytes quoted = Bytes.of(PacketCodec.encode(new Packet(IpHeader.between(LOCAL, REMOTE), sent)));
        events.add(new TraceEvent.Inbound(
                0, 1, new Packet(IpHeader.between(REMOTE, LOCAL), new IcmpMessage(4, 3, 1, 0, quoted))));
        assertEquals(lines().get(3), "<  icmp unreachable host_unreachable [101:111(10)]");
    }
}
