package io.statecraft.explore.detection;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.stack.fault.Faults;
import io.statecraft.stack.fault.SeededFault;
import java.util.List;
import org.testng.annotations.Test;

/** What counts as noticed, and under which name. */
public class DetectionTest {
    /** Breaks RFC9293:MUST-28, which stands in the section of MUST-25. */
    private static final SeededFault FAULT =
            Faults.find("keep-alive/after-a-minute").orElseThrow();

    private static Detection seen(Sighting... sightings) {
        return new Detection(FAULT, List.of(sightings), List.of());
    }

    private static Sighting sighting(List<String> broken, List<String> unmet, int line) {
        return new Sighting("a@ipv4", broken, unmet, line);
    }

    @Test
    public void theClauseItselfIsTheRightOne() {
        Detection byOracle = seen(sighting(List.of("RFC9293:MUST-28"), List.of(), 0));
        assertEquals(byOracle.rightly().size(), 1);
        assertTrue(byOracle.isNamedByOracle(byOracle.rightly().get(0)));
        Detection byScenario = seen(sighting(List.of("RFC9293:3.4"), List.of("RFC9293:MUST-28"), 12));
        assertEquals(byScenario.rightly().size(), 1);
        assertFalse(byScenario.isNamedByOracle(byScenario.rightly().get(0)));
    }

    @Test
    public void aNeighbourOrTheSectionIsNot() {
        Detection other = seen(
                sighting(List.of("RFC9293:MUST-25"), List.of(), 0),
                sighting(List.of(), List.of("RFC9293:3.8.4", "RFC9293:MUST-29"), 12));
        assertTrue(other.isDetected());
        assertEquals(other.rightly(), List.of());
    }

    @Test
    public void anExpectationThatNoFaultBreaksIsSaid() {
        DetectionTable table = new DetectionTable(
                List.of(new Played("a@ipv4", List.of(10, 11, 12)), new Played("b@ipv4", List.of(7))),
                List.of(seen(sighting(List.of(), List.of(), 11)), seen(sighting(List.of(), List.of(), 12))),
                List.of());
        assertEquals(table.unbroken(), List.of(new Played("a@ipv4", List.of(10)), new Played("b@ipv4", List.of(7))));
        assertEquals(table.expectations(), 4);
        assertEquals(table.idle(), List.of("b@ipv4"));
    }
}
