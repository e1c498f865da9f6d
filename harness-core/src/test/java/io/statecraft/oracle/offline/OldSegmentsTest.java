package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Dialogue.nothingIn;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import java.util.List;
import org.testng.annotations.Test;

/** What is said of a connection that was there before convicts nobody in the one that follows. */
public class OldSegmentsTest {
    @Test
    public void portsThatAreUsedAgain() {
        Dialogue dialogue = Dialogue.established().client(1, 1, 100, ACK).orderly(101, 1);
        long by = 100_000_000;
        dialogue.later(1)
                .client(by, 0, 0, SYN)
                .server(2 * by, by + 1, 0, SYN, ACK)
                .client(by + 1, 2 * by + 1, 10, ACK)
                // A late one of the connection before.
                .client(101, 1, 10, ACK)
                .server(2 * by + 1, by + 11, 0, ACK);
        CaptureFindings found = nothingIn(dialogue);
        assertEquals(found.whole(), 2);
    }

    /** A peer that has forgotten the connection opens it anew: the other still speaks of the old one. */
    @Test
    public void halfOpenConnectionIsDiscovered() {
        long by = 100_000_000;
        nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .server(1, 101, 0, ACK)
                .client(101, 0, 0, RST)
                .client(by, 0, 0, SYN)
                .server(3 * by, by + 1, 0, SYN, ACK)
                .client(by + 1, 3 * by + 1, 0, ACK)
                .orderly(by + 1, 3 * by + 1));
    }

    /** With numbers that are not far from the old ones; the resets, and a challenge that led to them, come late and more than once. */
    @Test
    public void resetsOfAHalfOpenConnectionComeLate() {
        long old = 100_000_000;
        long by = old + 60_000;
        CaptureFindings found = nothingIn(new Dialogue()
                .client(old, 0, 0, SYN)
                .server(0, old + 1, 0, SYN, ACK)
                .client(old + 1, 1, 100, ACK)
                .server(1, old + 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .server(1, old + 101, 0, ACK)
                .client(old + 101, 0, 0, RST)
                .client(by, 0, 0, SYN)
                .server(-2 * old, by + 1, 0, SYN, ACK)
                .client(by, 0, 0, SYN)
                .server(-2 * old, by + 1, 0, SYN, ACK)
                .client(old + 101, 0, 0, RST)
                .client(old + 101, 0, 0, RST)
                .client(by + 1, 1 - 2 * old, 0, ACK)
                .orderly(by + 1, 1 - 2 * old));
        assertEquals(found.whole(), 2);
        assertEquals(found.connections(), 2);
    }

    /** Two SYNs later one end still speaks of the connection before them, and nobody has heard it since. */
    @Test
    public void lateSegmentsFromBeforeTwoSyns() {
        long by = 100_000_000;
        nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .client(2 * by, 0, 0, SYN)
                .server(1, 101, 0, ACK)
                .later(50)
                .client(101, 1, 0, RST));
    }

    /** Of what the other end said of the old connection nothing counts once it answers the new SYN. */
    @Test
    public void lateSegmentBeforeTheSynAck() {
        long by = 100_000_000;
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .server(1, 101, 0, ACK)
                .server(-2 * by, by + 1, 0, SYN, ACK)
                .client(by + 1, 1 - 2 * by, 0, ACK)
                .orderly(by + 1, 1 - 2 * by));
        assertEquals(found.connections(), 2);
    }

    /** A segment that comes before the acknowledgment of the SYN,ACK is reset by a listener that keeps nothing of SYNs, and the reset is late. */
    @Test
    public void resetByTheListenerComesLate() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 0, ACK)
                .client(1, 1, 100, ACK)
                .server(1, 1, 1, ACK)
                .server(1, 0, 0, RST)
                .client(101, 2, 50, ACK)
                .server(2, 151, 0, ACK)
                .orderly(151, 2));
    }

    @Test
    public void listenerThatAnswersWithAnotherNumber() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 1, 0, SYN, ACK)
                .client(0, 0, 0, SYN)
                .server(777, 1, 0, SYN, ACK)
                .client(1, 1, 0, ACK)
                .orderly(1, 1));
        assertEquals(found.abstained(), 1);
    }

    /** A SYN from before the capture began, whose answer is reset (RFC 9293 figure 9): nobody can say that there was none. */
    @Test
    public void synAckThatMayAnswerAnOldDuplicate() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(777, -5_000, 0, SYN, ACK)
                .client(-5_000, 0, 0, RST)
                .later(50)
                .client(0, 0, 0, SYN)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 0, ACK)
                .orderly(1, 1));
        assertEquals(
                found.unproven().stream()
                        .map(v -> v.packet() + ": " + v.violation().clause())
                        .toList(),
                List.of("2: RFC9293:3.10.7.2"));
        assertEquals(found.whole(), 1);
    }

    /** The SYN was first sent with text, which the capture lacks; what was not acknowledged of it comes again. */
    @Test
    public void synAckThatMayCountTextThatWasNotSeen() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 11, 0, SYN, ACK)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 20, ACK)
                .orderly(21, 1));
        assertEquals(found.unproven().size(), 1);
    }
}
