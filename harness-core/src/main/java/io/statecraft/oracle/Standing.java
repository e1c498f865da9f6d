package io.statecraft.oracle;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import java.util.EnumMap;
import java.util.Map;

/** The standing choices that a target has shown, or is supposed to have made: a value. */
record Standing(Map<Choice, Answer> answers) {

    static final Standing NONE = new Standing(Map.of());

    Standing {
        answers = Map.copyOf(answers);
    }

    /** The answer, or null if none is known. */
    Answer to(Choice choice) {
        return answers.get(choice);
    }

    Standing with(Choice choice, Answer answer) {
        Map<Choice, Answer> more = new EnumMap<>(Choice.class);
        more.putAll(answers);
        more.put(choice, answer);
        return new Standing(more);
    }

    /** What both say alike. */
    Standing agreedWith(Standing other) {
        if (equals(other)) {
            return this;
        }
        Map<Choice, Answer> common = new EnumMap<>(Choice.class);
        answers.forEach((choice, answer) -> {
            if (answer == other.to(choice)) {
                common.put(choice, answer);
            }
        });
        return new Standing(common);
    }
}
