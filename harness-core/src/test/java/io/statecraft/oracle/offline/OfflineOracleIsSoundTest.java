package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Dialogue.CLIENT_ISS;
import static io.statecraft.oracle.offline.Dialogue.SERVER_ISS;
import static io.statecraft.oracle.offline.Dialogue.nothingIn;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.SequenceNumber;
import org.testng.annotations.Test;

/** What the rules allow is nobody's violation, however unusual. */
public class OfflineOracleIsSoundTest {
    @Test
    public void simultaneousOpen() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 0, 0, SYN)
                .but(s -> s.withAck(SequenceNumber.ZERO))
                .client(0, 1, 0, SYN, ACK)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 10, ACK)
                .server(1, 11, 0, ACK)
                .orderly(11, 1));
    }

    @Test
    public void closedPortAnswersEverything() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(-SERVER_ISS, 1, 0, RST, ACK)
                .client(0, 0, 10, SYN)
                .server(-SERVER_ISS, 11, 0, RST, ACK)
                .client(5, 900, 0, ACK)
                .server(900, -CLIENT_ISS, 0, RST));
    }

    @Test
    public void keepAliveWithGarbage() {
        nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(100, 1, 1, ACK)
                .but(s -> s.withPayload(io.statecraft.wire.Bytes.zeros(1)))
                .orderly(101, 1));
    }

    @Test
    public void longStreamWrapsTheNumbers() {
        Dialogue dialogue = Dialogue.established();
        long seq = 1;
        for (int i = 0; i < 1_000; i++) {
            dialogue.client(seq, 1, 9_000, ACK).server(1, seq + 9_000, 0, ACK);
            seq += 9_000;
        }
        CaptureFindings found = nothingIn(dialogue.orderly(seq, 1));
        assertEquals(found.whole(), 1);
    }
}
