package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Dialogue.MSS;
import static io.statecraft.oracle.offline.Dialogue.nothingIn;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import java.util.List;
import org.testng.annotations.Test;

/** Of packets that a capture lacks, has late or in part, or that came before it, nobody can say that they were not sent. */
public class IncompleteCaptureTest {
    @Test
    public void hostThatRecordsOutOfOrder() {
        // The acknowledgment is recorded before what it acknowledges, and the text before the window that lets it go.
        nothingIn(Dialogue.established()
                .server(1, 101, 0, ACK)
                .client(1, 1, 100, ACK)
                .orderly(101, 1));
        nothingIn(Dialogue.established()
                .client(10_001, 1, 100, ACK)
                .server(1, 10_001, 0, ACK)
                .client(1, 1, 10_000, ACK)
                .orderly(10_101, 1));
    }

    @Test
    public void lossBeforeTheTap() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 1, 0, ACK)
                .client(1, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .orderly(201, 1));
        assertEquals(found.missing(), 0);
    }

    @Test
    public void captureThatLacksPackets() {
        // The text up to 101 is acknowledged and was never seen; the client goes on behind it.
        CaptureFindings found = nothingIn(Dialogue.established()
                .server(1, 101, 0, ACK)
                .later(50)
                .client(101, 1, 10, ACK)
                .orderly(111, 1));
        assertEquals(found.missing(), 1);
        assertEquals(found.signs(), List.of("packet 4 acknowledges up to 101, and packet 5 goes on behind a gap"));
    }

    /** Nobody says whether it was sent: then it may have been, and so may be what else is missing. */
    @Test
    public void claimThatNothingSettles() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(20_001, 1, 10, ACK)
                .later(50)
                .server(1, 25_001, 0, RST, ACK)
                .server(1, 25_001, 0, ACK));
        assertEquals(found.missing(), 1);
        assertEquals(found.unproven().size(), 1);
    }

    /** The reset of a connection in SYN-RECEIVED overtakes its SYN,ACK. */
    @Test
    public void resetBeforeTheSynAck() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(1, 1, 0, RST, ACK)
                .later(50)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 0, 0, RST));
    }

    /** The window scale is in options that the capture does not have. */
    @Test
    public void synWhoseOptionsAreCut() {
        Tap tap = new Dialogue()
                .client(0, 0, 0, SYN)
                .with(new io.statecraft.wire.TcpOption.WindowScale(7))
                .server(0, 1, 0, SYN, ACK)
                .with(new io.statecraft.wire.TcpOption.WindowScale(7))
                .client(1, 1, 0, ACK)
                .server(1, 1, 20_000, ACK)
                .client(1, 20_001, 0, ACK)
                .orderly(1, 20_001)
                .capture();
        for (int number : new int[] {1, 2}) {
            tap.cut(number, 42);
        }
        assertEquals(tap.judged(true).violations(), List.of());
        assertEquals(tap.judged(true).whole(), 1);
    }

    /** Fast Open is asked for in options that the capture does not have: text may come before the handshake is complete. */
    @Test
    public void synWhoseFastOpenOptionIsCut() {
        Tap tap = new Dialogue()
                .client(0, 0, 0, SYN)
                .with(MSS, new io.statecraft.wire.TcpOption.FastOpen(io.statecraft.wire.Bytes.EMPTY))
                .server(0, 1, 0, SYN, ACK)
                .with(MSS)
                .server(1, 1, 20, ACK)
                .later(50)
                .client(1, 21, 0, ACK)
                .orderly(1, 21)
                .capture();
        tap.cut(1, 44);
        assertEquals(tap.judged(true).violations(), List.of());
    }

    @Test
    public void gapThatIsAcknowledgedAndNeverFilled() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .orderly(201, 1));
        assertEquals(found.missing(), 1);
    }

    /** Once packets are missing, what one of them could explain is no violation any more; what none could is one still. */
    @Test
    public void missingPacketsMayExplain() {
        Dialogue lacking = Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .client(20_001, 1, 100, ACK)
                .orderly(201, 1);
        CaptureFindings found = nothingIn(lacking);
        assertEquals(found.unproven().stream().map(v -> v.violation().clause()).toList(), List.of("RFC9293:3.8.6"));
        Dialogue proven = Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .client(201, 1, 0, ACK)
                .with(MSS)
                .orderly(201, 1);
        assertEquals(proven.found(), List.of("6: RFC9293:MUST-65"));
    }

    @Test
    public void captureThatBeginsInTheMiddle() {
        CaptureFindings found = nothingIn(new Dialogue()
                .server(5_000, 900, 0, ACK)
                .client(100, 5_000, 100, ACK)
                .client(900, 5_000, 100, ACK)
                .server(5_000, 1_000, 0, ACK)
                .orderly(1_000, 5_000));
        assertEquals(found.joined(), 1);
        assertEquals(found.missing(), 0);
    }

    /** Its first sequence number counts a FIN that was sent before: the FIN comes again. */
    @Test
    public void captureThatBeginsBehindAFin() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(5_000, 900, 0, ACK, FIN)
                .server(901, 5_001, 0, ACK)
                .server(900, 5_001, 0, ACK, FIN)
                .client(5_001, 901, 0, ACK));
        assertEquals(found.joined(), 1);
    }

    @Test
    public void oneDirectionAlone() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .client(1, 1, 0, ACK)
                .client(1, 1, 60_000, ACK)
                .client(60_001, 400, 0, ACK, FIN)
                .client(60_002, 401, 0, RST));
        assertEquals(found.oneWay(), 1);
    }
}
