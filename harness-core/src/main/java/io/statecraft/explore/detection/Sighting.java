package io.statecraft.explore.detection;

import java.util.List;

/**
 * A scenario that failed while a fault was seeded.
 *
 * @param scenario its id, with the variant after {@code @}
 * @param broken the clauses that the oracle saw broken
 * @param unmet the clauses that the scenario is for, if it did not see what it expects
 * @param line the line of the script that was not met; 0 if all were
 */
public record Sighting(String scenario, List<String> broken, List<String> unmet, int line) {
    public Sighting {
        broken = List.copyOf(broken);
        unmet = List.copyOf(unmet);
    }
}
