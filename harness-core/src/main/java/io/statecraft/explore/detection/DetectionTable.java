package io.statecraft.explore.detection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of all faults.
 *
 * @param scenarios those that were played with each fault
 * @param detections one for each fault
 * @param unprovoked the scenarios that did not pass without any fault: there should be none
 */
public record DetectionTable(List<Played> scenarios, List<Detection> detections, List<String> unprovoked) {
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
        return scenarios.stream()
                .map(Played::id)
                .filter(id -> !busy.contains(id))
                .toList();
    }

    /** How many expectations the scenarios have. */
    public int expectations() {
        return scenarios.stream()
                .mapToInt(played -> played.expectations().size())
                .sum();
    }

    /** The expectations at which no fault makes a scenario fail: something else fails before them, or nothing does. */
    public List<Played> unbroken() {
        Map<String, Set<Integer>> broken = detections.stream()
                .flatMap(d -> d.sightings().stream())
                .collect(Collectors.groupingBy(
                        Sighting::scenario, Collectors.mapping(Sighting::line, Collectors.toSet())));
        return scenarios.stream()
                .map(played -> new Played(
                        played.id(),
                        played.expectations().stream()
                                .filter(line -> !broken.getOrDefault(played.id(), Set.of())
                                        .contains(line))
                                .toList()))
                .filter(played -> !played.expectations().isEmpty())
                .toList();
    }

    /** Faults of which the oracle itself named a clause, whatever the scenarios expected. */
    public int namedByOracle() {
        return (int) detections.stream()
                .filter(d -> d.sightings().stream().anyMatch(d::isNamedByOracle))
                .count();
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
