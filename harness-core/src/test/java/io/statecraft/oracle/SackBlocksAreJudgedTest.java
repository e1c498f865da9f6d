package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.List;
import org.testng.annotations.Test;

/** SACK blocks from the target: only to a peer that permitted them, and each with something in it. */
public final class SackBlocksAreJudgedTest {

    private static Segment ofTarget(long seq, TcpOption option) {
        Segment s = seq == 0
                ? Witness.segment(8080, 40000, Witness.ISS, Witness.IRS + 1, 0, SYN, ACK)
                : Witness.segment(8080, 40000, Witness.ISS + seq, Witness.IRS + 1, 0, ACK);
        return s.withOptions(List.of(option));
    }

    private static Segment blocks(long left, long right) {
        return ofTarget(
                1,
                new TcpOption.Sack(List.of(new TcpOption.Sack.Block(
                        SequenceNumber.of(Witness.IRS + left), SequenceNumber.of(Witness.IRS + right)))));
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
}
