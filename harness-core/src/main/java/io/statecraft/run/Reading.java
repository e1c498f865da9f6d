package io.statecraft.run;

import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.target.Family;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A script as it reads in each variant: the names of ICMP depend on the version of IP, and so do the runner's definitions. */
final class Reading {
    private final Script script;
    private final Plan.Options options;
    private final Map<Family, Parsed> known = new EnumMap<>(Family.class);

    Reading(Script script, Plan.Options options) {
        this.script = script;
        this.options = options;
    }

    /** In one variant. */
    Parsed in(Family family) {
        return known.computeIfAbsent(family, unread -> script.parse(optionsFor(unread)));
    }

    /** In the first variant that is wanted or, if it cannot be read there, in another one; with its errors if in none. */
    Parsed inAny() {
        Parsed first = in(options.variants().first());
        if (!first.hasErrors()) {
            return first;
        }
        for (Family other : Family.values()) {
            if (!in(other).hasErrors()) {
                return in(other);
            }
        }
        return first;
    }

    private ParseOptions optionsFor(Family family) {
        Map<String, String> defines = new HashMap<>(Variants.defines(family));
        defines.putAll(options.defines());
        ParseOptions plain = ParseOptions.DEFAULT.withDefines(defines).withConditions(options.conditions());
        return options.variants().isForced()
                ? plain.withFixedIpVersion(family.wireVersion())
                : plain.withIpVersion(family.wireVersion());
    }
}
