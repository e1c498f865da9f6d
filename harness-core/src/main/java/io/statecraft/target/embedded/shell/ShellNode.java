package io.statecraft.target.embedded.shell;

import java.util.List;
import java.util.Optional;

/** What command lines say, as far as the embedded target reads them: commands, pipelines, conditions, loops over lines, functions. */
sealed interface ShellNode {

    /**
     * A command.
     *
     * @param words its name and arguments, and assignments before it
     * @param output where its output goes; empty: to the reader
     * @param input the lines of a here-document
     */
    record Command(List<ShellWord> words, Optional<ShellWord> output, Optional<List<ShellWord>> input)
            implements ShellNode {}

    /** Each command reads what the one before has written. */
    record Pipeline(List<ShellNode> stages) implements ShellNode {}

    /** {@code left && right}, or {@code left || right}. */
    record Condition(ShellNode left, boolean wantsSuccess, ShellNode right) implements ShellNode {}

    /** One after the other, whatever each ends with. */
    record Sequence(List<ShellNode> nodes) implements ShellNode {}

    /** {@code while condition; do body; done}. */
    record Loop(ShellNode condition, ShellNode body, Optional<List<ShellWord>> input) implements ShellNode {}

    /** {@code if condition; then body; else otherwise; fi}. */
    record Choice(ShellNode condition, ShellNode body, Optional<ShellNode> otherwise) implements ShellNode {}

    /** {@code name() { body }}. */
    record Function(String name, ShellNode body) implements ShellNode {}
}
