package io.statecraft.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A scripted conversation with a target.
 *
 * @param header what the leading comments say of it
 * @param options the {@code --name=value} lines, in order; definitions have been applied and are not among them
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

    /** The value of the option {@code name}, the last one if it is set twice; an option without a value has an empty one. */
    public Optional<String> option(String name) {
        Optional<String> value = Optional.empty();
        for (Setting setting : options) {
            if (setting.name().equals(name)) {
                value = Optional.of(setting.value().orElse(""));
            }
        }
        return value;
    }

    /** An option line: {@code --name=value}; an option without a value has an empty one. */
    public record Setting(String name, Optional<String> value) {}
}
