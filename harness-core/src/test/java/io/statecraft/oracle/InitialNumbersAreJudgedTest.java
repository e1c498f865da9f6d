package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import java.util.List;
import org.testng.annotations.Test;

/** MUST-8: initial sequence numbers come from a clock. */
public class InitialNumbersAreJudgedTest {

    private static Witness open(Witness w, int port, long iss) {
        Segment syn = Witness.segment(port, 8080, Witness.IRS, 0, 0, SYN);
        return w.in(syn).out(Witness.segment(8080, port, iss, Witness.IRS + 1, 0, SYN, ACK));
    }

    @Test
    public void twoConnectionsMayBeginAlikeByChance() {
        Witness w = new Witness().call(new SocketCall.Listen(3, 9, Witness.TARGET, 8080), 0);
        assertEquals(open(open(w, 40000, 7), 40001, 7).clauses(), List.of());
    }

    @Test
    public void threeMayNot() {
        Witness w = new Witness().call(new SocketCall.Listen(3, 9, Witness.TARGET, 8080), 0);
        assertEquals(open(open(open(w, 40000, 7), 40001, 7), 40002, 7).clauses(), List.of("RFC9293:MUST-8"));
        assertEquals(open(w, 40003, 7).clauses(), List.of("RFC9293:MUST-8"), "said once");
    }

    @Test
    public void theSameConnectionBeginsAlikeWhenItsSynIsSentAgain() {
        Witness w = new Witness().call(new SocketCall.Listen(3, 9, Witness.TARGET, 8080), 0);
        Segment again = Witness.segment(8080, 40000, 7, Witness.IRS + 1, 0, SYN, ACK);
        assertEquals(
                open(w, 40000, 7).later(1000).out(again).later(1000).out(again).clauses(), List.of());
    }
}
