package io.statecraft.oracle.offline;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.util.List;
import java.util.Random;
import org.testng.annotations.Test;

/** Captures that are long, made up, or meant to exhaust: they are judged to the end, and in a memory that does not grow with them. */
public class HostileCapturesTest {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final byte[] MSS = {2, 4, 5, (byte) 0xb4};
    private static final byte[] NONE = {};
    private static final long MICRO = 1_000;
    private static final long MEGABYTE = 1 << 20;

    /** Segments between many clients and one server, made on the fly; what is said of the capture's bytes is that they cannot be read again. */
    private static final class Feed {
        final OfflineOracle oracle = new OfflineOracle((offset, into, length) -> false, true);
        private final SegmentView view = new SegmentView();
        private long packets;
        long time = 1_700_000_000_000_000_000L;

        /** A segment of {@code length} octets, of which the capture has the headers. */
        void say(int client, boolean up, int seq, int ack, int flags, int length, byte[] options) {
            int size = 40 + options.length + length;
            byte[] b = new byte[40 + options.length];
            b[0] = 0x45;
            put16(b, 2, size);
            b[8] = 64;
            b[9] = 6;
            put32(b, up ? 12 : 16, 0x0a00_0000 | client >>> 15);
            put32(b, up ? 16 : 12, 0xc000_0201);
            put16(b, up ? 20 : 22, 0x8000 | client & 0x7fff);
            put16(b, up ? 22 : 20, 80);
            put32(b, 24, seq);
            put32(b, 28, ack);
            put16(b, 32, 5 + options.length / 4 << 12 | flags);
            put16(b, 34, 0xffff);
            System.arraycopy(options, 0, b, 40, options.length);
            put16(b, 36, pseudoHeader(b, size - 20)); // the rest is left to the card
            raw(b, size);
        }

        private static int pseudoHeader(byte[] b, int length) {
            int sum = 6 + length;
            for (int at = 12; at < 20; at += 2) {
                sum += (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
            }
            return (sum & 0xffff) + (sum >>> 16);
        }

        void raw(byte[] b, int size) {
            view.locate(++packets, time, packets * 64, 0);
            if (view.read(b, 0, b.length, size) == SegmentView.Kind.TCP) {
                oracle.take(view);
            }
            time += MICRO;
        }

        private static void put16(byte[] b, int at, int value) {
            b[at] = (byte) (value >> 8);
            b[at + 1] = (byte) value;
        }

        private static void put32(byte[] b, int at, int value) {
            put16(b, at, value >>> 16);
            put16(b, at + 2, value);
        }

        /** A whole connection, whose client sends an option where it does not belong if it is not {@code good}. */
        void connection(int client, int iss, boolean good) {
            int irs = ~iss;
            say(client, true, iss, 0, SYN, 0, MSS);
            say(client, false, irs, iss + 1, SYN | ACK, 0, MSS);
            say(client, true, iss + 1, irs + 1, ACK, 0, good ? NONE : MSS);
            say(client, true, iss + 1, irs + 1, ACK, 100, NONE);
            say(client, false, irs + 1, iss + 101, ACK, 0, NONE);
            say(client, true, iss + 101, irs + 1, ACK | FIN, 0, NONE);
            say(client, false, irs + 1, iss + 102, ACK | FIN, 0, NONE);
            say(client, true, iss + 102, irs + 2, ACK, 0, NONE);
        }

        /** What is in use once all that is not needed any more is gone. */
        long heap() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }

    /** One after another, each with a violation: the memory is that of the connections that are alive, and of the violations that are kept. */
    @Test
    public void memoryDoesNotGrowWithTheCapture() {
        Feed feed = new Feed();
        long before = 0;
        int connections = 60_000;
        for (int i = 0; i < connections; i++) {
            feed.connection(i, 7 * i, false);
            feed.time += 2_000_000 * MICRO / 1_000;
            if (i == connections / 3) {
                before = feed.heap();
            }
        }
        long grown = feed.heap() - before;
        CaptureFindings found = feed.oracle.finish();
        assertTrue(grown < 4 * MEGABYTE, grown + " bytes more after three times the connections");
        assertEquals(found.whole(), connections);
        assertEquals(found.count(), connections);
        assertEquals(found.violations().size(), FoundList.MOST);
        assertTrue(found.failed());
    }

    @Test
    public void synFlood() {
        Feed feed = new Feed();
        long before = feed.heap();
        int flood = 700_000;
        long most = 0;
        for (int i = 0; i < flood; i++) {
            feed.say(i, true, i, 0, SYN, 0, MSS);
            if (i % 100_000 == 0) {
                most = Math.max(most, feed.heap());
            }
        }
        assertTrue(most - before < 200 * MEGABYTE, most - before + " bytes");
        CaptureFindings found = feed.oracle.finish();
        assertEquals(found.violations(), List.of());
        assertEquals(found.segments(), flood);
    }

    /** A time that stands still never lets anything be settled: then nothing is certain, and what waits is bounded all the same. */
    @Test
    public void packetsThatAllHaveOneTime() {
        Feed feed = new Feed();
        feed.say(1, true, 0, 0, SYN, 0, MSS);
        feed.say(1, false, 0, 1, SYN | ACK, 0, MSS);
        feed.say(1, true, 1, 1, ACK, 0, NONE);
        int segments = 3 * Docket.MOST_PENDING;
        for (int i = 0; i < segments; i++) {
            feed.say(1, true, 101 + i, 1, ACK, 1, NONE);
            feed.say(1, false, 1, 102 + i, ACK, 0, NONE);
            feed.time -= 2 * MICRO;
        }
        CaptureFindings found = feed.oracle.finish();
        assertEquals(found.violations(), List.of());
        assertTrue(found.signs().contains("packet times that do not go on: what was recorded late cannot be told"));
    }

    /** Anything at all between few ends, forwards and backwards in time. */
    @Test
    public void randomSegments() {
        Feed feed = new Feed();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] options = new byte[4 * random.nextInt(11)];
            random.nextBytes(options);
            int near = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(200) - 100;
            feed.say(
                    random.nextInt(8),
                    random.nextBoolean(),
                    near,
                    random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(200) - 100,
                    random.nextInt(512),
                    random.nextInt(3) == 0 ? random.nextInt(60_000) : 0,
                    options);
            feed.time += (random.nextInt(100) - 30) * MICRO * 100;
        }
        assertEquals(feed.oracle.finish().segments(), 200_000);
    }

    /** Bytes that begin like an IP packet, or do not. */
    @Test
    public void randomBytes() {
        Feed feed = new Feed();
        Random random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            byte[] b = new byte[random.nextInt(120)];
            random.nextBytes(b);
            if (b.length > 80 && random.nextInt(8) > 0) {
                boolean four = random.nextBoolean();
                b[0] = (byte) (four ? 0x45 + random.nextInt(2) : 0x60);
                Feed.put16(b, four ? 2 : 4, four ? b.length : b.length - 40);
                Feed.put16(b, 6, four ? 0 : (random.nextInt(8) == 0 ? 44 : 6) << 8);
                b[9] = 6;
            }
            feed.raw(b, b.length + (random.nextInt(4) == 0 ? random.nextInt(2_000) : 0));
        }
        assertTrue(feed.oracle.finish().segments() > 10_000);
    }

    /** The same two ports again and again, each time a thousandth of a second later. */
    @Test
    public void portsThatAreUsedAgainAtOnce() {
        Feed feed = new Feed();
        for (int i = 0; i < 30_000; i++) {
            feed.connection(1, 50_000_000 * i, true);
            feed.time += 1_000 * MICRO;
        }
        CaptureFindings found = feed.oracle.finish();
        assertEquals(found.violations(), List.of());
        assertEquals(found.connections(), 30_000);
    }

    /** Five gigabytes in one direction, so that the numbers wrap and pass the initial one; then a segment from where nobody is any more. */
    @Test
    public void numbersThatWrap() {
        Feed feed = new Feed();
        byte[] scaled = {2, 4, 5, (byte) 0xb4, 1, 3, 3, 14};
        feed.say(1, true, -1, 0, SYN, 0, scaled);
        feed.say(1, false, 99, 0, SYN | ACK, 0, scaled);
        feed.say(1, true, 0, 100, ACK, 0, NONE);
        int seq = 0;
        for (int i = 0; i < 84_000; i++) {
            feed.say(1, true, seq, 100, ACK, 64_000, NONE);
            seq += 64_000;
            feed.say(1, false, 100, seq, ACK, 0, NONE);
            feed.time += 100 * MICRO;
        }
        feed.say(1, false, 100, seq, RST | ACK, 0, NONE);
        CaptureFindings found = feed.oracle.finish();
        assertEquals(found.violations(), List.of());
        assertEquals(found.missing(), 0);
        assertEquals(found.whole(), 1);
    }
}
