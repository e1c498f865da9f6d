package io.statecraft.oracle;

import io.statecraft.requirement.Level;
import io.statecraft.requirement.RequirementCatalog;
import java.util.EnumSet;
import java.util.Set;

/** How much a clause weighs. */
final class Clauses {
    private static final Set<Level> ADVICE =
            EnumSet.of(Level.SHOULD, Level.SHOULD_NOT, Level.RECOMMENDED, Level.PLAIN_SHOULD, Level.PLAIN_SHOULD_NOT);

    private Clauses() {}

    /**
     * Whether who contradicts it does not keep to the RFC. A SHOULD can be left for a good reason. What an RFC states without a keyword,
     * as the steps of RFC 9293 section 3.10 are, binds; so does a MAY that was taken where it does not apply.
     */
    static boolean areBinding(String clause) {
        return RequirementCatalog.shipped()
                .find(clause)
                .map(requirement -> !ADVICE.contains(requirement.level()))
                .orElse(true);
    }
}
