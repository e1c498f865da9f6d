package io.statecraft.stack;

import static org.testng.Assert.assertEquals;

import java.util.Optional;
import org.testng.annotations.Test;

/** Congestion controls have the names that systems give them, and the numbers that profiles give them. */
public final class CongestionAlgorithmTest {
    @Test
    public void eachIsFoundByItsNameAndItsNumber() {
        for (CongestionAlgorithm algorithm : CongestionAlgorithm.values()) {
            assertEquals(CongestionAlgorithm.named(algorithm.toString()), Optional.of(algorithm));
            Profile profile = Profiles.RFC9293.with(Setting.CONGESTION_CONTROL, algorithm.number());
            assertEquals(CongestionAlgorithm.of(profile), algorithm);
        }
    }

    @Test
    public void bsdCallsRenoByItsLaterName() {
        assertEquals(CongestionAlgorithm.named("newreno"), Optional.of(CongestionAlgorithm.RENO));
        assertEquals(CongestionAlgorithm.named("Cubic"), Optional.empty());
        assertEquals(CongestionAlgorithm.named(""), Optional.empty());
    }

    @Test
    public void theProfilesHaveThoseOfTheirSystems() {
        assertEquals(CongestionAlgorithm.of(Profiles.RFC9293), CongestionAlgorithm.RENO);
        assertEquals(CongestionAlgorithm.of(Profiles.LINUX), CongestionAlgorithm.CUBIC);
    }
}
