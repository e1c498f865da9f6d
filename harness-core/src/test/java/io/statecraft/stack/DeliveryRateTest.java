package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.SequenceNumber;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Samples of the delivery rate, by hand: a connection lends its clock, and its segments are written here. */
public final class DeliveryRateTest {
    private static final int SIZE = 1000;

    private Peer peer;
    private DeliveryRate rate;
    private final List<SentSegment> sent = new ArrayList<>();

    @BeforeMethod
    public void connect() {
        peer = Peer.of(Profiles.RFC9293, Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        rate = new DeliveryRate(peer.connected(100 * MILLI));
        sent.clear();
    }

    /** Sends {@code count} segments, so many nanoseconds apart. */
    private void send(int count, long apart) {
        for (int i = 0; i < count; i++) {
            SequenceNumber from = SequenceNumber.of((long) SIZE * sent.size());
            SentSegment segment = new SentSegment(from, from.plus(SIZE), peer.clock.now(), false, 0);
            rate.sent(segment, sent.isEmpty());
            sent.add(segment);
            peer.run(apart);
        }
    }

    /** An acknowledgment of those from {@code from} up to {@code to}. */
    private DeliveryRate.Sample acknowledge(int from, int to) {
        sent.subList(from, to).forEach(rate::delivered);
        return rate.sample((long) SIZE * (to - from), 0, 0, 0);
    }

    @Test
    public void theFirstFlightTakesItsRoundTrip() {
        send(10, 0);
        peer.run(100 * MILLI);
        DeliveryRate.Sample sample = acknowledge(0, 10);
        assertEquals(sample.before(), 0);
        assertEquals(sample.delivered(), 10 * SIZE);
        assertEquals(sample.interval(), 100 * MILLI);
        assertEquals(sample.roundTrip(), 100 * MILLI);
        assertEquals(sample.total(), 10 * SIZE);
        assertTrue(sample.isValid());
    }

    @Test
    public void whatWasSentSlowlyIsMeasuredByItsSending() {
        send(1, 0);
        peer.run(100 * MILLI);
        acknowledge(0, 1);
        send(10, 30 * MILLI); // 300 ms, and the acknowledgments come all at once
        DeliveryRate.Sample sample = acknowledge(1, 11);
        assertEquals(sample.delivered(), 10 * SIZE);
        assertEquals(sample.interval(), 370 * MILLI, "from the one before, sent 100 ms earlier");
    }

    @Test
    public void theNewestSegmentIsTheMeasure() {
        send(2, 0);
        peer.run(100 * MILLI);
        acknowledge(0, 1);
        send(1, 0);
        peer.run(200 * MILLI);
        DeliveryRate.Sample sample = acknowledge(1, 3);
        assertEquals(sample.before(), SIZE, "when the third went one had arrived");
        assertEquals(sample.delivered(), 2 * SIZE);
        assertEquals(sample.interval(), 200 * MILLI);
    }

    @Test
    public void whatGoesAgainIsNoRoundTripAndTakesTheMarkOfItsCopy() {
        send(2, 0);
        peer.run(100 * MILLI);
        acknowledge(1, 2);
        sent.get(0).sentAgain(peer.clock.now());
        rate.sent(sent.get(0), false);
        peer.run(150 * MILLI);
        DeliveryRate.Sample sample = acknowledge(0, 1);
        assertEquals(sample.roundTrip(), -1);
        assertEquals(sample.delivered(), SIZE);
        assertEquals(sample.interval(), 150 * MILLI);
    }

    @Test
    public void whatTookLessThanARoundTripSaysNothing() {
        send(1, 0);
        peer.run(40 * MILLI); // the handshake took 100 ms
        assertFalse(acknowledge(0, 1).isValid());
    }

    @Test
    public void anAcknowledgmentOfNothingSaysNothing() {
        send(1, 0);
        peer.run(100 * MILLI);
        DeliveryRate.Sample sample = acknowledge(0, 0);
        assertFalse(sample.isValid());
        assertEquals(sample.roundTrip(), -1);
    }

    @Test
    public void theUserIsTheLimitUntilWhatWasSentThenHasArrived() {
        send(2, 0);
        rate.limit(); // of nothing that the connection itself has in flight
        send(1, 0);
        assertTrue(rate.isLimited());
        peer.run(100 * MILLI);
        assertFalse(acknowledge(0, 2).limited(), "they went before");
        assertFalse(rate.isLimited());
        peer.run(MILLI);
        assertTrue(acknowledge(2, 3).limited());
    }
}
