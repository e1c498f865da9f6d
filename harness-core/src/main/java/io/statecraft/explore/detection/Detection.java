package io.statecraft.explore.detection;

import io.statecraft.requirement.RelatedClauses;
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

    /** Those that name one of the fault's clauses, or one of the same section. */
    public List<Sighting> rightly() {
        return sightings.stream().filter(this::isRight).toList();
    }

    /** Those that name one of the fault's clauses itself. */
    public List<Sighting> exactly() {
        return sightings.stream()
                .filter(sighting -> sighting.clauses().stream().anyMatch(fault.clauses()::contains))
                .toList();
    }

    private boolean isRight(Sighting sighting) {
        return sighting.clauses().stream()
                .anyMatch(named -> fault.clauses().stream().anyMatch(broken -> RelatedClauses.are(named, broken)));
    }
}
