package io.statecraft.explore.detection;

import java.util.List;

/**
 * A scenario that failed while a fault was seeded.
 *
 * @param scenario its id, with the variant after {@code @}
 * @param clauses those that its result names
 */
public record Sighting(String scenario, List<String> clauses) {
    public Sighting {
        clauses = List.copyOf(clauses);
    }
}
