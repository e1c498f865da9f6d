package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Dialogue.MSS;
import static io.statecraft.oracle.offline.Dialogue.stamp;
import static io.statecraft.wire.TcpFlag.ACK;
import static org.testng.Assert.assertEquals;

import java.util.List;
import org.testng.annotations.Test;

/** Header prediction learns from a segment what the checks would have learned, and nothing else. */
public class HeaderPredictionTest {
    private static final long HALF_OF_ALL_NUMBERS = 1L << 31;

    /**
     * A client's sequence number that is far from all others: from there on acknowledgments of what it sent cannot be compared with it, and
     * nothing is learned from them. A window that shrinks is judged by what was shown before.
     */
    @Test
    public void nothingIsLearnedFromAnAcknowledgmentThatCannotBeCompared() {
        Dialogue dialogue = new Dialogue().stamped().handshake(MSS);
        dialogue.client(1, 1, 10, ACK).server(1, 11, 0, ACK); // packet 5, at 5 ms: edge at 10,011
        dialogue.client(HALF_OF_ALL_NUMBERS, 1, 0, ACK);
        dialogue.later(10).server(1, 11, 0, ACK).but(s -> s.withWindow(10_100));
        dialogue.server(1, 11, 0, ACK).but(s -> s.withWindow(9_000).withOptions(List.of(stamp(7, 5)))); // sent before
        dialogue.later(50).server(1, 11, 0, ACK).but(s -> s.withWindow(10_100));
        assertEquals(dialogue.found(), List.of("6: RFC9293:3.4", "8: RFC9293:SHLD-14?"));
    }

    /** The same conversation without that number: the late segment is older than the window that was shown last. */
    @Test
    public void whatComesLateIsNotHeldAgainstALaterWindow() {
        Dialogue dialogue = new Dialogue().stamped().handshake(MSS);
        dialogue.client(1, 1, 10, ACK).server(1, 11, 0, ACK);
        dialogue.client(11, 1, 0, ACK);
        dialogue.later(10).server(1, 11, 0, ACK).but(s -> s.withWindow(10_100));
        dialogue.server(1, 11, 0, ACK).but(s -> s.withWindow(9_000).withOptions(List.of(stamp(7, 5))));
        CaptureFindings findings = dialogue.findings();
        assertEquals(findings.violations(), List.of());
        assertEquals(findings.ordinary(), 2, "packets 6 and 7");
    }
}
