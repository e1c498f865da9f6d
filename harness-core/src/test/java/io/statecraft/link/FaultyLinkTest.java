package io.statecraft.link;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNotEquals;
import static org.testng.Assert.assertNull;
import static org.testng.Assert.assertTrue;

import io.statecraft.clock.VirtualClock;
import io.statecraft.link.Link.Received;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a bad network does to packets, in either direction, and that it is the same network again from the same seed. */
public final class FaultyLinkTest {
    private static final int PACKETS = 10_000;
    private static final long MILLI = 1_000_000;

    /** The number of a packet, and when it came. */
    private record Arrival(long time, int number) {}

    private static ByteBuffer packet(int number) {
        return ByteBuffer.allocate(4).putInt(0, number);
    }

    @DataProvider
    public Object[][] directions() {
        return new Object[][] {{true}, {false}};
    }

    private static Impairment of(String text) {
        return Impairment.of(text);
    }

    /** One packet each 10 us, through a network that is bad in one direction. */
    private static List<Arrival> through(Impairment impairment, boolean towards, long seed) {
        VirtualClock clock = new VirtualClock();
        List<Arrival> arrivals = new ArrayList<>();
        MemoryLink[] memory = new MemoryLink[1];
        memory[0] = new MemoryLink(clock, bytes -> arrivals.add(new Arrival(clock.now(), bytes.getInt(0))));
        FaultyLink link = new FaultyLink(
                memory[0], clock, towards ? impairment : Impairment.NONE, towards ? Impairment.NONE : impairment, seed);
        for (int i = 0; i < PACKETS; i++) {
            if (towards) {
                link.send(packet(i));
                assertNull(link.receive(clock.now() + 10_000));
            } else {
                int number = i;
                clock.at(i * 10_000L, () -> memory[0].transmit(packet(number)));
            }
        }
        for (Received in = link.receive(1000 * MILLI); in != null; in = link.receive(1000 * MILLI)) {
            arrivals.add(new Arrival(in.time(), in.packet().getInt(in.packet().position())));
        }
        return arrivals;
    }

    private static List<Integer> numbers(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::number).toList();
    }

    @Test(dataProvider = "directions")
    public void aPerfectNetworkChangesNothing(boolean towards) {
        List<Arrival> arrivals = through(Impairment.NONE, towards, 1);
        assertEquals(arrivals.size(), PACKETS);
        for (int i = 0; i < PACKETS; i++) {
            assertEquals(arrivals.get(i), new Arrival(i * 10_000L, i));
        }
    }

    @Test(dataProvider = "directions")
    public void asManyAreLostAsWasSaid(boolean towards) {
        int arrived = through(of("loss=2%"), towards, 7).size();
        assertTrue(arrived > PACKETS * 0.97 && arrived < PACKETS * 0.99, arrived + " arrived");
    }

    @Test(dataProvider = "directions")
    public void asManyAreDoubledAsWasSaidAndNoneIsLost(boolean towards) {
        List<Integer> numbers = numbers(through(of("duplicate=10%"), towards, 7));
        assertEquals(numbers.stream().distinct().count(), PACKETS);
        int doubled = numbers.size() - PACKETS;
        assertTrue(doubled > PACKETS * 0.08 && doubled < PACKETS * 0.12, doubled + " doubled");
    }

    @Test(dataProvider = "directions")
    public void thoseHeldBackAreOvertaken(boolean towards) {
        List<Integer> numbers = numbers(through(of("reorder=5%,lag=1ms"), towards, 7));
        assertEquals(numbers.stream().distinct().count(), PACKETS);
        int overtaken = 0;
        for (int i = 1; i < numbers.size(); i++) {
            overtaken += numbers.get(i) < numbers.get(i - 1) ? 1 : 0;
        }
        assertTrue(overtaken > PACKETS * 0.03 && overtaken < PACKETS * 0.07, overtaken + " overtaken");
    }

    @Test(dataProvider = "directions")
    public void eachIsAsLateAsWasSaid(boolean towards) {
        List<Arrival> arrivals = through(of("delay=5ms,jitter=2ms"), towards, 7);
        assertEquals(arrivals.size(), PACKETS);
        for (Arrival arrival : arrivals) {
            long late = arrival.time() - arrival.number() * 10_000L;
            assertTrue(late >= 5 * MILLI && late <= 7 * MILLI + 10_000, arrival + " is late by " + late);
        }
    }

    @Test
    public void spoiledPacketsDifferInOneBit() {
        VirtualClock clock = new VirtualClock();
        List<Integer> arrived = new ArrayList<>();
        MemoryLink memory = new MemoryLink(clock, bytes -> arrived.add(bytes.getInt(bytes.position())));
        FaultyLink link = new FaultyLink(memory, clock, of("corrupt=50%"), Impairment.NONE, 3);
        for (int i = 0; i < 1000; i++) {
            link.send(packet(0x5a5a5a5a));
        }
        assertEquals(arrived.size(), 1000);
        long spoiled = arrived.stream().filter(value -> value != 0x5a5a5a5a).count();
        assertTrue(spoiled > 400 && spoiled < 600, spoiled + " spoiled");
        arrived.forEach(value -> assertTrue(Integer.bitCount(value ^ 0x5a5a5a5a) <= 1));
    }

    @Test
    public void theSenderKeepsItsBuffer() {
        VirtualClock clock = new VirtualClock();
        List<Integer> arrived = new ArrayList<>();
        MemoryLink memory = new MemoryLink(clock, bytes -> arrived.add(bytes.getInt(bytes.position())));
        FaultyLink link = new FaultyLink(memory, clock, of("delay=1ms"), Impairment.NONE, 3);
        ByteBuffer reused = packet(1);
        link.send(reused);
        reused.putInt(0, 2);
        link.send(reused);
        assertNull(link.receive(2 * MILLI));
        assertEquals(arrived, List.of(1, 2));
    }

    @Test
    public void packetsCanBeMadeIntoOthersEitherWay() {
        VirtualClock clock = new VirtualClock();
        List<Integer> arrived = new ArrayList<>();
        MemoryLink memory = new MemoryLink(clock, bytes -> arrived.add(bytes.getInt(bytes.position())));
        FaultyLink link = new FaultyLink(memory, clock, Impairment.NONE, Impairment.NONE, 3);
        link.rewriteTowards(bytes -> bytes.getInt(0) == 2 ? null : packet(bytes.getInt(0) + 10));
        link.rewriteFrom(bytes -> packet(bytes.getInt(0) + 20));
        link.send(packet(1));
        link.send(packet(2));
        memory.transmit(packet(3));
        assertEquals(arrived, List.of(11));
        assertEquals(link.receive(0).packet().getInt(0), 23);
        assertNull(link.receive(0));
    }

    @Test
    public void theSameSeedGivesTheSameNetwork() {
        Impairment bad = of("loss=10%,duplicate=10%,reorder=10%,jitter=1ms");
        assertEquals(through(bad, true, 5), through(bad, true, 5));
        assertNotEquals(through(bad, true, 5), through(bad, true, 6));
    }

    @Test
    public void onlyAPerfectWayThereDeliversAtOnce() {
        VirtualClock clock = new VirtualClock();
        MemoryLink memory = new MemoryLink(clock, bytes -> {});
        assertTrue(new FaultyLink(memory, clock, Impairment.NONE, of("loss=1%"), 1).deliversAtOnce());
        assertEquals(new FaultyLink(memory, clock, of("loss=1%"), Impairment.NONE, 1).deliversAtOnce(), false);
    }
}
