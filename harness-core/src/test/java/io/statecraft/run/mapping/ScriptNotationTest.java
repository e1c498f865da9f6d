package io.statecraft.run.mapping;

import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Decoded;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** How a packet of the target looks beside the line that it was compared with. */
public final class ScriptNotationTest {
    private static final long ISN = 5000;

    private Conversation conversation;

    @BeforeMethod
    public void aConnectionIsOpen() {
        Conversations all = Wire.conversations(Numbering.RELATIVE);
        all.listening(3);
        conversation = all.ofInjected(Wire.pattern("< S 1000:1000(0) win 1").transport())
                .orElseThrow();
        Segment synAck =
                Segment.between(Wire.PORT, 1).withSeq(SequenceNumber.of(ISN)).withFlags(TcpFlag.SYN, TcpFlag.ACK);
        conversation.meets(true, SequenceNumber.ZERO, synAck);
    }

    private Decoded live(int timestamp) {
        return Wire.fromTarget(
                conversation,
                Segment.between(1, 1)
                        .withSeq(SequenceNumber.of(ISN + 1))
                        .withAck(SequenceNumber.of(1001))
                        .withFlags(TcpFlag.ACK)
                        .withWindow(9)
                        .withOptions(List.of(
                                new TcpOption.NoOperation(),
                                new TcpOption.NoOperation(),
                                new TcpOption.Timestamps(timestamp, 8))));
    }

    @DataProvider
    public static Object[][] asked() {
        return new Object[][] {
            {"", ""},
            {"[ect0] ", "[noecn] "},
            {"[ttl 3] ", "[ttl 255] "},
            {"(dscp ef, ect01, ttl 1) ", "[dscp 0x00, noecn, ttl 255] "},
            {"[tos 0x10] ", "[tos 0x00] "},
            {"[flowlabel 0x5] ", "[flowlabel 0x00] "},
        };
    }

    @Test(dataProvider = "asked")
    public void hasTheFieldsThatTheLineAsksFor(String fields, String shown) {
        assertEquals(
                ScriptNotation.of(
                        live(7).packet(),
                        Wire.pattern("> " + fields + ". 1:1(0)").ip(),
                        conversation),
                "> " + shown + ". 1:1(0) ack 1 win 9 <nop,nop,TS val 7 ecr 8>");
    }

    @Test
    public void timestampsAreTheScripts() {
        conversation.timestamps().saw(100, 70000);
        assertEquals(
                ScriptNotation.of(live(70009).packet(), Optional.of(conversation)),
                "> . 1:1(0) ack 1 win 9 <nop,nop,TS val 109 ecr 8>");
    }

    @Test
    public void aPacketOfNoConnectionHasTheWiresNumbers() {
        assertEquals(
                ScriptNotation.of(live(7).packet(), Optional.empty()),
                "> . 5001:5001(0) ack 1001 win 9 <nop,nop,TS val 7 ecr 8>");
    }
}
