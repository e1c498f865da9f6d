package io.statecraft.maven;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The words of a command line, in order. What is not set is left out, so that the command line's own default holds. */
final class Arguments {
    private final List<String> words = new ArrayList<>();

    Arguments(String command) {
        words.add(command);
    }

    Arguments option(String name, Object value) {
        String text = Objects.toString(value, "").strip();
        if (!text.isEmpty()) {
            words.add(name);
            words.add(text);
        }
        return this;
    }

    Arguments eachOption(String name, Collection<?> values) {
        if (values != null) {
            values.forEach(value -> option(name, value));
        }
        return this;
    }

    Arguments flag(String name, boolean set) {
        if (set) {
            words.add(name);
        }
        return this;
    }

    Arguments rest(Collection<?> values) {
        if (values != null) {
            values.stream()
                    .map(value -> Objects.toString(value, "").strip())
                    .filter(text -> !text.isEmpty())
                    .forEach(words::add);
        }
        return this;
    }

    List<String> words() {
        return List.copyOf(words);
    }
}
