package io.statecraft.explore.detection;

import io.statecraft.stack.fault.SeededFault;
import java.util.List;

/**
 * What became of one fault.
 *
 * @param fault the fault
 * @param sightings the scenarios that failed, in their order; INCONCLUSIVE and ERROR do not count
 * @param errors the scenarios that came to an ERROR: ours, or the stack's
 */
public record Detection(SeededFault fault, List<Sighting> sightings, List<String> errors) {
    public Detection {
        sightings = List.copyOf(sightings);
        errors = List.copyOf(errors);
    }

    /** Whether any scenario failed. */
    public boolean isDetected() {
        return !sightings.isEmpty();
    }

    /** Those that name one of the fault's clauses itself: the oracle by its verdict, or the scenario by what it is for. */
    public List<Sighting> rightly() {
        return sightings.stream()
                .filter(sighting -> isNamedByOracle(sighting) || isNamedByScenario(sighting))
                .toList();
    }

    /** Whether the oracle saw one of the fault's clauses broken. */
    public boolean isNamedByOracle(Sighting sighting) {
        return sighting.broken().stream().anyMatch(fault.clauses()::contains);
    }

    /** Whether the scenario is for one of the fault's clauses, and did not see what it expects. */
    public boolean isNamedByScenario(Sighting sighting) {
        return sighting.unmet().stream().anyMatch(fault.clauses()::contains);
    }
}
