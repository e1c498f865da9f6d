package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;

import org.testng.annotations.Test;

/** The arithmetic of RFC 6298. */
public final class RoundTripTest {
    /** Without the floor of one second, so that the formula shows. */
    private static final Profile FINE = Profiles.RFC9293.with(Setting.RTO_MIN, MILLI);

    @Test
    public void beforeTheFirstMeasurementItIsOneSecond() {
        assertEquals(new RoundTrip(Profiles.RFC9293).timeout(), SECOND);
    }

    @Test
    public void theFirstMeasurementGivesThreeTimesItself() {
        RoundTrip trip = new RoundTrip(FINE);
        trip.measured(100 * MILLI);
        assertEquals(trip.smoothed(), 100 * MILLI);
        assertEquals(trip.variation(), 50 * MILLI);
        assertEquals(trip.timeout(), 300 * MILLI);
    }

    @Test
    public void theVariationIsUpdatedWithTheOldMean() {
        RoundTrip trip = new RoundTrip(FINE);
        trip.measured(100 * MILLI);
        trip.measured(180 * MILLI);
        // RTTVAR = 3/4 * 50 + 1/4 * |100 - 180| = 57.5; SRTT = 7/8 * 100 + 1/8 * 180 = 110
        assertEquals(trip.variation(), 57_500_000);
        assertEquals(trip.smoothed(), 110 * MILLI);
        assertEquals(trip.timeout(), 340 * MILLI);
    }

    @Test
    public void aSteadyRoundTripLeavesAtLeastTheClocksGranularity() {
        RoundTrip trip = new RoundTrip(FINE);
        for (int i = 0; i < 100; i++) {
            trip.measured(100 * MILLI);
        }
        assertEquals(trip.timeout(), 101 * MILLI);
    }

    @Test
    public void itIsNeverUnderItsFloor() {
        RoundTrip trip = new RoundTrip(Profiles.RFC9293);
        trip.measured(MILLI);
        assertEquals(trip.timeout(), SECOND);
    }

    @Test
    public void everyTimeoutDoublesItUpToTheCeiling() {
        RoundTrip trip = new RoundTrip(Profiles.RFC9293);
        long[] expected = {1, 2, 4, 8, 16, 32, 60, 60};
        for (long seconds : expected) {
            assertEquals(trip.timeout(), seconds * SECOND);
            trip.backOff();
        }
    }

    @Test
    public void aMeasurementEndsTheBackOff() {
        RoundTrip trip = new RoundTrip(FINE);
        trip.backOff();
        trip.backOff();
        trip.measured(100 * MILLI);
        assertEquals(trip.timeout(), 300 * MILLI);
    }

    @Test
    public void onLinuxAMeasuredRoundTripCountsAlthoughASynWasLost() {
        RoundTrip unmeasured = new RoundTrip(Profiles.LINUX);
        unmeasured.synWasLost();
        assertEquals(unmeasured.timeout(), 3000 * MILLI);
        RoundTrip measured = new RoundTrip(Profiles.LINUX);
        measured.measured(100 * MILLI);
        measured.synWasLost();
        assertEquals(measured.timeout(), 300 * MILLI);
    }

    @Test
    public void afterALostSynItIsThreeSeconds() {
        RoundTrip trip = new RoundTrip(Profiles.RFC9293);
        trip.backOff();
        trip.synWasLost();
        assertEquals(trip.timeout(), 3 * SECOND);
    }

    @Test
    public void slopIsAddedToAllButTheVeryFirst() {
        RoundTrip trip = new RoundTrip(Profiles.FREEBSD);
        assertEquals(trip.timeout(), SECOND);
        trip.backOff();
        assertEquals(trip.timeout(), 2200 * MILLI);
        trip.backOff();
        assertEquals(trip.timeout(), 4200 * MILLI);
    }
}
