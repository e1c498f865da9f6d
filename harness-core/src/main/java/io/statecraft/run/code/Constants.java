package io.statecraft.run.code;

import java.util.OptionalLong;

/** The numbers behind names such as {@code TCP_ESTABLISHED}, which differ between stacks. */
@FunctionalInterface
public interface Constants {

    /** The value of a name; empty if it is not a constant of the stack. */
    OptionalLong valueOf(String name);

    /** These, and {@code others} for the names that these do not know. */
    default Constants or(Constants others) {
        return name -> {
            OptionalLong value = valueOf(name);
            return value.isPresent() ? value : others.valueOf(name);
        };
    }
}
