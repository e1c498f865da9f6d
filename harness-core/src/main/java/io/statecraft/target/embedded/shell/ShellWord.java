package io.statecraft.target.embedded.shell;

import java.util.List;
import java.util.Map;

/**
 * A word of a command line, as far as the embedded target reads such lines: text with quotes taken off, and the places where a value
 * stands.
 *
 * @param parts in order
 */
record ShellWord(List<Part> parts) {

    ShellWord {
        parts = List.copyOf(parts);
    }

    /** A stretch of a word. */
    sealed interface Part {
        /** Text that stands for itself. */
        record Plain(String text) implements Part {}

        /** {@code $name} or {@code ${name}}. */
        record Variable(String name) implements Part {}

        /** {@code $((expression))}. */
        record Sum(String expression) implements Part {}
    }

    /** A word of plain text. */
    static ShellWord of(String text) {
        return new ShellWord(List.of(new Part.Plain(text)));
    }

    /** The text, if it has no other parts; otherwise it is no keyword. */
    String plain() {
        return parts.size() == 1 && parts.get(0) instanceof Part.Plain plain ? plain.text() : "";
    }

    /** The word with the values of its variables; one without a value is empty, as in a shell. */
    String expand(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Plain plain) {
                text.append(plain.text());
            } else if (part instanceof Part.Variable variable) {
                text.append(variables.getOrDefault(variable.name(), ""));
            } else if (part instanceof Part.Sum sum) {
                text.append(new ShellArithmetic(sum.expression(), variables).value());
            }
        }
        return text.toString();
    }
}
