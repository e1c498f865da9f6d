package io.statecraft.run;

import static io.statecraft.run.Play.OPENING;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.oracle.Delivery;
import io.statecraft.oracle.SocketCall;
import io.statecraft.run.TraceEvent.Witness;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

/** A trace as text loses nothing, and is the same for the same run. */
public final class TraceTextTest {
    private static final IpAddress LOCAL = IpAddress.of("fd3d::1");
    private static final IpAddress REMOTE = IpAddress.of("2001:db8::1");
    private static final FourTuple ENDS = new FourTuple(LOCAL, 8080, REMOTE, 50000);
    private static final Packet SYN = new Packet(
            IpHeader.between(REMOTE, LOCAL), Segment.between(50000, 8080).withFlags(TcpFlag.SYN));

    private static final Trace EVERYTHING = new Trace(
            Delivery.PROMPT,
            true,
            List.of(
                    new TraceEvent.CallStarted(
                            1, 4, 1, "listen(3, 1)", Optional.of(new SocketCall.Listen(3, 1, LOCAL, 8080))),
                    new TraceEvent.CallReturned(2, 1, -1, Optional.of("EINVAL"), Optional.empty()),
                    new TraceEvent.CallStarted(3, 5, 2, "getpid()", Optional.empty()),
                    new TraceEvent.CallReturned(4, 2, 4, Optional.empty(), Optional.of(ENDS)),
                    new TraceEvent.Inbound(5, 6, SYN),
                    new TraceEvent.Outbound(6, SYN),
                    new TraceEvent.CommandRun(7, 8, "a\tb\\\n`c`", 1, "out\r\nput"),
                    new TraceEvent.StateSeen(8, 9, "3, peer", Optional.of(ENDS), TcpState.SYN_RECEIVED, Witness.ORACLE),
                    new TraceEvent.StateSeen(8, 9, "3", Optional.empty(), TcpState.LISTEN, Witness.PROBE),
                    new TraceEvent.Quiet(9),
                    new TraceEvent.Silence(10, 11, 200),
                    new TraceEvent.Late(11, 12, 5_000_000),
                    new TraceEvent.Note(12, "-"),
                    new TraceEvent.Note(13, "")));

    @Test
    public void readingGivesWhatWasWritten() {
        assertEquals(TraceText.read(TraceText.write(EVERYTHING)), EVERYTHING);
    }

    @Test
    public void everyCallOfASocketIsKept() {
        List<SocketCall> calls = List.of(
                new SocketCall.Connect(3, REMOTE, 8080),
                new SocketCall.Accept(3),
                new SocketCall.Send(3, 1000),
                new SocketCall.Receive(3),
                new SocketCall.Shutdown(3, false, true),
                new SocketCall.Close(3, true),
                new SocketCall.SetOption(3, "SO_KEEPALIVE", 1));
        for (SocketCall call : calls) {
            assertEquals(SocketCallText.read(SocketCallText.write(call)), call);
        }
    }

    @Test
    public void packetsAreReadableForPeople() {
        assertTrue(TraceText.write(EVERYTHING).contains("\tS 0:0(0) win 0\n"));
    }

    @Test
    public void theSameRunGivesTheSameText() {
        String first = TraceText.write(Play.virtual().play(OPENING).trace());
        String second = TraceText.write(Play.virtual().play(OPENING).trace());
        assertEquals(second, first);
        assertTrue(first.lines().count() > 8, first);
    }

    @Test
    public void whatIsNoTraceIsRefusedWithItsLine() {
        assertEquals(
                expectThrows(IllegalArgumentException.class, () -> TraceText.read("hello\n"))
                        .getMessage(),
                "line 1: not a trace of version 1");
        String broken = "statecraft-trace\t1\tEXACT\tfalse\n0\tquiet\n5\tjump\n";
        assertEquals(
                expectThrows(IllegalArgumentException.class, () -> TraceText.read(broken))
                        .getMessage(),
                "line 3: no event is called jump");
    }
}
