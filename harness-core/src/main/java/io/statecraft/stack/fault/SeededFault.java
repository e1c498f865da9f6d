package io.statecraft.stack.fault;

import io.statecraft.requirement.Level;
import io.statecraft.requirement.Requirement;
import io.statecraft.requirement.RequirementCatalog;
import io.statecraft.stack.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A violation that can be seeded.
 *
 * @param id family and name, such as {@code handshake/no-simultaneous-open}
 * @param text what the stack does, in one sentence
 * @param seed makes the fault for one stack
 * @param clauses what it breaks, the most telling first: requirement ids, or RFC and section
 */
public record SeededFault(String id, String text, Supplier<Fault> seed, List<String> clauses) {
    public SeededFault {
        clauses = List.copyOf(clauses);
        if (clauses.isEmpty()) {
            throw new IllegalArgumentException("a fault breaks a clause: " + id);
        }
    }

    static SeededFault of(String id, String text, Supplier<Fault> seed, String... clauses) {
        return new SeededFault(id, text, seed, List.of(clauses));
    }

    /** The clause that names it. */
    public String clause() {
        return clauses.get(0);
    }

    /** The first part of the id. */
    public String family() {
        return id.substring(0, id.indexOf('/'));
    }

    /** How strongly the RFC asks for what it breaks; empty for a section, whose text is a step of RFC 9293's procedure. */
    public Optional<Level> level() {
        return RequirementCatalog.shipped().find(clause()).map(Requirement::level);
    }

    /** Whether what it breaks must be kept: a MUST, or a step that RFC 9293 section 3 prescribes. */
    public boolean isBinding() {
        return level().map(level -> level.weight() == Level.Weight.BINDING).orElse(true);
    }

    @Override
    public String toString() {
        return id;
    }
}
