package io.statecraft.link;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNull;
import static org.testng.Assert.assertThrows;

import io.statecraft.clock.VirtualClock;
import io.statecraft.link.Link.Received;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The link in memory, and the time that passes on it. */
public final class MemoryLinkTest {
    private VirtualClock clock;
    private List<ByteBuffer> taken;
    private MemoryLink link;

    @BeforeMethod
    public void open() {
        clock = new VirtualClock();
        taken = new ArrayList<>();
        link = new MemoryLink(clock, taken::add);
    }

    private static ByteBuffer packet(int octet) {
        return ByteBuffer.wrap(new byte[] {(byte) octet});
    }

    @Test
    public void whatIsSentIsTakenAtOnce() {
        link.send(packet(1));
        assertEquals(taken, List.of(packet(1)));
        assertEquals(link.deliversAtOnce(), true);
    }

    @Test
    public void waitingLetsTimePassUntilAPacketComes() {
        clock.at(500, () -> link.transmit(packet(7)));
        clock.at(900, () -> link.transmit(packet(8)));
        Received received = link.receive(1000);
        assertEquals(received.time(), 500);
        assertEquals(received.packet(), packet(7));
        assertEquals(clock.now(), 500);
    }

    @Test
    public void withoutAPacketTheDeadlineIsReached() {
        clock.at(2000, () -> link.transmit(packet(7)));
        assertNull(link.receive(1000));
        assertEquals(clock.now(), 1000);
    }

    @Test
    public void aDeadlineThatHasPassedMeansToLook() {
        clock.sleepUntil(1000);
        link.transmit(packet(1));
        clock.sleepUntil(2000);
        assertEquals(link.receive(500).time(), 1000);
        assertNull(link.receive(500));
        assertEquals(clock.now(), 2000);
    }

    @Test
    public void packetsComeInTheOrderInWhichTheyWereSent() {
        link.transmit(packet(1));
        link.transmit(packet(2));
        assertEquals(link.receive(0).packet(), packet(1));
        assertEquals(link.receive(0).packet(), packet(2));
    }

    @Test
    public void aClosedLinkIsGone() {
        link.close();
        link.transmit(packet(1));
        assertThrows(LinkException.class, () -> link.receive(0));
        assertThrows(LinkException.class, () -> link.send(packet(1)));
    }
}
