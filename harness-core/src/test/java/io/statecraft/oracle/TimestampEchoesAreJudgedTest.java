package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;
import org.testng.annotations.Test;

/** RFC 7323 section 4.3: what is echoed is a timestamp of the peer's that did not come ahead of a gap. */
public class TimestampEchoesAreJudgedTest {

    private static Segment stamped(Segment s, int value, int echo) {
        return s.withOptions(List.of(new TcpOption.Timestamps(value, echo)));
    }

    private static Segment inbound(long seq, long ack, int length, int value, TcpFlag... flags) {
        long acknowledged = ack == 0 ? 0 : Witness.ISS + ack;
        return stamped(Witness.segment(40000, 8080, Witness.IRS + seq, acknowledged, length, flags), value, 0);
    }

    private static Segment outbound(long seq, long ack, int echo, TcpFlag... flags) {
        return stamped(Witness.segment(8080, 40000, Witness.ISS + seq, Witness.IRS + ack, 0, flags), 1, echo);
    }

    private static Witness accepted() {
        return new Witness()
                .listening()
                .in(inbound(0, 0, 0, 100, SYN))
                .out(outbound(0, 1, 100, SYN, ACK))
                .in(inbound(1, 1, 0, 110, ACK))
                .accept();
    }

    @Test
    public void oneThatCameInOrderMayBeEchoed() {
        Witness w = accepted().in(inbound(1, 1, 10, 120, ACK)).out(outbound(1, 11, 120, ACK));
        assertEquals(w.clauses(), List.of());
    }

    @Test
    public void anEarlierOneMayBeEchoed() {
        Witness w = accepted().in(inbound(1, 1, 10, 120, ACK)).out(outbound(1, 11, 110, ACK));
        assertEquals(w.clauses(), List.of());
    }

    @Test
    public void oneThatWasNeverSentMayNot() {
        Witness w = accepted().in(inbound(1, 1, 10, 120, ACK)).out(outbound(1, 11, 121, ACK));
        assertEquals(w.clauses(), List.of("RFC7323-16"));
    }

    @Test
    public void oneThatCameAheadOfAGapMayNot() {
        Witness w = accepted().in(inbound(11, 1, 10, 120, ACK)).out(outbound(1, 1, 120, ACK));
        assertEquals(w.clauses(), List.of("RFC7323-16"));
    }

    @Test
    public void onceTheGapIsFilledItMay() {
        Witness w = accepted()
                .in(inbound(11, 1, 10, 120, ACK))
                .out(outbound(1, 1, 110, ACK))
                .in(inbound(1, 1, 10, 130, ACK))
                .out(outbound(1, 21, 120, ACK));
        assertEquals(w.clauses(), List.of());
    }

    @Test
    public void afterManyAnyIsBelieved() {
        Witness w = accepted();
        for (int i = 0; i < 4096; i++) {
            w.in(inbound(1, 1, 0, 200 + i, ACK));
        }
        assertEquals(
                w.in(inbound(1, 1, 10, 5000, ACK)).out(outbound(1, 11, 7, ACK)).clauses(), List.of());
    }
}
