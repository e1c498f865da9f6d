package io.statecraft.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A scripted conversation with a target.
 *
 * @param header what the leading comments say of it
 * @param options the {@code --name=value} lines, in order
 * @param init a command before the first step
 * @param steps at least one
 * @param cleanup a command after the last step
 */
public record Scenario(
        Header header,
        List<Setting> options,
        Optional<Action.Command> init,
        List<Step> steps,
        Optional<Action.Command> cleanup) {
    public Scenario {
        options = List.copyOf(options);
        steps = List.copyOf(steps);
    }

    /** An option line: {@code --name=value}; an option without a value has an empty one. */
    public record Setting(String name, Optional<String> value) {}
}
