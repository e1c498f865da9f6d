package io.statecraft.explore.detection;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of all faults.
 *
 * @param scenarios the ids of the scenarios that were played with each fault, with their variants
 * @param detections one for each fault
 * @param unprovoked the scenarios that did not pass without any fault: there should be none
 */
public record DetectionTable(List<String> scenarios, List<Detection> detections, List<String> unprovoked) {
    private static final double COARSE = 0.3;

    public DetectionTable {
        scenarios = List.copyOf(scenarios);
        detections = List.copyOf(detections);
        unprovoked = List.copyOf(unprovoked);
    }

    /** Faults that nothing noticed. */
    public List<Detection> escaped() {
        return detections.stream().filter(d -> !d.isDetected()).toList();
    }

    /** Faults that break what must be kept, and that nothing noticed. */
    public List<Detection> escapedBinding() {
        return escaped().stream().filter(d -> d.fault().isBinding()).toList();
    }

    /** Faults that were noticed, but under the name of other clauses alone. */
    public List<Detection> misnamed() {
        return detections.stream()
                .filter(d -> d.isDetected() && d.rightly().isEmpty())
                .toList();
    }

    /** Faults that fail so many scenarios that little can be learnt from any. */
    public List<Detection> coarse() {
        return detections.stream()
                .filter(d -> d.sightings().size() > COARSE * scenarios.size())
                .toList();
    }

    /** Scenarios that notice no fault. */
    public List<String> idle() {
        Set<String> busy = detections.stream()
                .flatMap(d -> d.sightings().stream())
                .map(Sighting::scenario)
                .collect(Collectors.toSet());
        return scenarios.stream().filter(id -> !busy.contains(id)).toList();
    }

    /** Faults that were noticed. */
    public int detected() {
        return detections.size() - escaped().size();
    }

    /** Faults that were noticed with the right clause. */
    public int named() {
        return detected() - misnamed().size();
    }

    /** The share of {@code count} in all faults, in per cent. */
    public double percent(int count) {
        return detections.isEmpty() ? 0 : 100.0 * count / detections.size();
    }
}
