package io.statecraft.target.kernel;

import io.statecraft.target.TargetRequest;
import io.statecraft.target.UnknownCallException;

/** The settings of a request, by name. */
final class Settings {
    private Settings() {}

    /**
     * A number, or {@code otherwise} if the scenario has no such setting.
     *
     * @throws UnknownCallException if it is no number
     */
    static int number(TargetRequest request, String name, int otherwise) {
        String text = request.settings().get(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UnknownCallException("--" + name + " is a number, not '" + text + "'");
        }
    }
}
