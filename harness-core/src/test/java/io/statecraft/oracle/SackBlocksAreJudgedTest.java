package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNull;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** SACK blocks from the target: only to a peer that permitted them, and each of something that the peer has sent. */
public final class SackBlocksAreJudgedTest {

    private static Segment ofTarget(long seq, TcpOption option) {
        Segment s = seq == 0
                ? Witness.segment(8080, 40000, Witness.ISS, Witness.IRS + 1, 0, SYN, ACK)
                : Witness.segment(8080, 40000, Witness.ISS + seq, Witness.IRS + 1, 0, ACK);
        return s.withOptions(List.of(option));
    }

    private static Segment blocks(long... edges) {
        return blocksBehind(1, edges);
    }

    /** An acknowledgment of {@code ack} with these blocks: a left and a right edge each. */
    private static Segment blocksBehind(long ack, long... edges) {
        List<TcpOption.Sack.Block> blocks = new ArrayList<>();
        for (int i = 0; i < edges.length; i += 2) {
            blocks.add(new TcpOption.Sack.Block(
                    SequenceNumber.of(Witness.IRS + edges[i]), SequenceNumber.of(Witness.IRS + edges[i + 1])));
        }
        return ofTarget(1, new TcpOption.Sack(blocks)).withAck(SequenceNumber.of(Witness.IRS + ack));
    }

    /** A gap, on a connection on which both sides permitted SACK. */
    private static Witness permitted() {
        TcpOption permission = new TcpOption.SackPermitted();
        return new Witness()
                .listening()
                .in(Witness.segment(40000, 8080, Witness.IRS, 0, 0, SYN).withOptions(List.of(permission)))
                .out(ofTarget(0, permission))
                .in(1, 1, ACK)
                .accept()
                .in(201, 1, 100, ACK);
    }

    @Test
    public void aBlockOfWhatCameIsFine() {
        assertEquals(permitted().out(blocks(201, 301)).clauses(), List.of());
    }

    @Test
    public void blocksThatThePeerHasNotPermitted() {
        assertEquals(
                Witness.accepted().in(201, 1, 100, ACK).out(blocks(201, 301)).clauses(), List.of("RFC2018-2"));
    }

    @Test
    public void aBlockWithNothingInIt() {
        assertEquals(permitted().out(blocks(201, 201)).clauses(), List.of("RFC2018-8"));
    }

    @Test
    public void aBlockThatEndsBeforeItBegins() {
        assertEquals(permitted().out(blocks(301, 201)).clauses(), List.of("RFC2018-8"));
    }

    @Test
    public void aBlockOfSegmentsThatTouch() {
        assertEquals(permitted().in(301, 1, 100, ACK).out(blocks(201, 401)).clauses(), List.of());
        assertEquals(permitted().in(101, 1, 100, ACK).out(blocks(101, 301)).clauses(), List.of());
    }

    @Test
    public void aBlockOfWhatDidNotCome() {
        assertEquals(permitted().out(blocks(201, 302)).clauses(), List.of("RFC2018-8"));
        assertEquals(permitted().out(blocks(200, 301)).clauses(), List.of("RFC2018-8"));
        assertEquals(permitted().in(401, 1, 100, ACK).out(blocks(201, 501)).clauses(), List.of("RFC2018-8"));
    }

    @Test
    public void theFirstBlockMayReportADuplicate() {
        Witness twice = permitted().in(1, 1, 100, ACK).out(blocksBehind(101, 201, 301));
        assertEquals(
                twice.in(1, 1, 100, ACK)
                        .out(blocksBehind(101, 1, 101, 201, 301))
                        .clauses(),
                List.of());
        Witness inside = permitted().out(blocks(201, 301)).in(211, 1, 10, ACK);
        assertEquals(inside.out(blocks(211, 221, 201, 301)).clauses(), List.of());
    }

    @Test
    public void noOtherBlockIsOfWhatIsAcknowledged() {
        Witness filled = permitted().in(1, 1, 100, ACK);
        assertEquals(filled.out(blocksBehind(101, 201, 301, 1, 101)).clauses(), List.of("RFC2018-8"));
    }

    @Test
    public void numbersWrap() {
        PeerText text = new PeerText();
        long start = (1L << 32) - 50;
        text.sent(segmentOfPeer(start, 100));
        text.sent(segmentOfPeer(start + 100, 100));
        Segment fine = ofTarget(1, block(start + 10, start + 190)).withAck(SequenceNumber.of(start));
        assertNull(text.check(fine));
        Segment beyond = ofTarget(1, block(start + 10, start + 201)).withAck(SequenceNumber.of(start));
        assertEquals(text.check(beyond).clause(), "RFC2018-8");
    }

    private static Segment segmentOfPeer(long seq, int length) {
        return Witness.segment(40000, 8080, seq, 1, length, ACK);
    }

    private static TcpOption block(long left, long right) {
        return new TcpOption.Sack(List.of(new TcpOption.Sack.Block(SequenceNumber.of(left), SequenceNumber.of(right))));
    }
}
