package io.statecraft.stack;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Choices;
import java.util.Map;

/**
 * How an embedded endpoint behaves wherever the RFCs leave it open: an {@link Answer} for each {@link Choice}, a number for each {@link
 * Setting}, and a {@link Manner}. Immutable; {@code with…} makes a variant. The named ones are in {@link Profiles}.
 */
public final class Profile implements Choices {

    private final String name;
    private final Manner manner;
    private final Answer[] answers; // by ordinal: a rule asks often
    private final long[] values;

    private Profile(String name, Manner manner, Answer[] answers, long[] values) {
        this.name = name;
        this.manner = manner;
        this.answers = answers;
        this.values = values;
    }

    /** The plain endpoint: every choice at its default, every setting at its standard. */
    static Profile standard(String name) {
        Choice[] choices = Choice.values();
        Answer[] answers = new Answer[choices.length];
        for (Choice choice : choices) {
            answers[choice.ordinal()] = choice.answers().get(0);
        }
        Setting[] settings = Setting.values();
        long[] values = new long[settings.length];
        for (Setting setting : settings) {
            values[setting.ordinal()] = setting.standard();
        }
        return new Profile(name, Manner.RFC9293, answers, values);
    }

    /** As given with {@code --profile}. */
    public String name() {
        return name;
    }

    /** Its habits that are no numbers. */
    public Manner manner() {
        return manner;
    }

    @Override
    public Answer pick(Choice choice) {
        return answers[choice.ordinal()];
    }

    /** The value of {@code setting}. */
    public long get(Setting setting) {
        return values[setting.ordinal()];
    }

    /** Whether a switch is on. */
    public boolean has(Setting setting) {
        return get(setting) != 0;
    }

    /** A variant with another value. */
    public Profile with(Setting setting, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(setting + " cannot be negative: " + value);
        }
        long[] changed = values.clone();
        changed[setting.ordinal()] = value;
        return new Profile(name, manner, answers, changed);
    }

    /** A variant with other values. */
    public Profile with(Map<Setting, Long> settings) {
        Profile variant = this;
        for (Map.Entry<Setting, Long> entry : settings.entrySet()) {
            variant = variant.with(entry.getKey(), entry.getValue());
        }
        return variant;
    }

    /**
     * A variant with another answer.
     *
     * @throws IllegalArgumentException if the choice does not have that answer
     */
    public Profile with(Choice choice, Answer answer) {
        if (!choice.answers().contains(answer)) {
            throw new IllegalArgumentException(choice + " has no answer " + answer);
        }
        Answer[] changed = answers.clone();
        changed[choice.ordinal()] = answer;
        return new Profile(name, manner, changed, values);
    }

    /** A variant with other habits. */
    public Profile with(Manner other) {
        return new Profile(name, other, answers, values);
    }

    @Override
    public String toString() {
        return name;
    }
}
