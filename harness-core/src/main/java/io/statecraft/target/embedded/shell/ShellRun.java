package io.statecraft.target.embedded.shell;

import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs command lines that {@link ShellParser} has read. The commands themselves are somebody else's. */
public final class ShellRun {
    private static final int MOST_TURNS = 10_000;

    /** What a command does. */
    public interface Programs {
        /**
         * @param input what the command before it in a pipeline has written; empty: it is the first
         * @param isRead whether another command reads what it writes
         */
        CommandOutcome run(List<String> words, Optional<String> input, boolean isRead);

        /** A command's output goes to a file. */
        CommandOutcome write(String file, String text);
    }

    private final Programs programs;
    private final Map<String, String> variables;
    private final Map<String, ShellNode> functions = new HashMap<>();
    private Optional<Integer> exited = Optional.empty();

    /** @param variables those that are set at the start */
    public ShellRun(Programs programs, Map<String, String> variables) {
        this.programs = programs;
        this.variables = new HashMap<>(variables);
    }

    /**
     * Runs one statement after the other as far as they succeed: each line of a scenario's command is an assertion.
     *
     * @throws ShellSyntaxException if {@code text} is more than this shell knows
     */
    public CommandOutcome runAll(String text) {
        ShellNode node = ShellParser.parse(text);
        return node instanceof ShellNode.Sequence sequence
                ? sequence(sequence, new ArrayDeque<>(), true)
                : run(node, new ArrayDeque<>());
    }

    /**
     * Runs a file's statements: the last one's status counts, or that of {@code exit}.
     *
     * @throws ShellSyntaxException if {@code text} is more than this shell knows
     */
    public CommandOutcome runFile(String text) {
        return run(ShellParser.parse(text), new ArrayDeque<>());
    }

    private CommandOutcome run(ShellNode node, Deque<String> input) {
        if (node instanceof ShellNode.Command command) {
            return command(command, input, Optional.empty(), false);
        } else if (node instanceof ShellNode.Pipeline pipeline) {
            return pipeline(pipeline, input);
        } else if (node instanceof ShellNode.Condition condition) {
            return condition(condition, input);
        } else if (node instanceof ShellNode.Sequence sequence) {
            return sequence(sequence, input, false);
        } else if (node instanceof ShellNode.Loop loop) {
            return loop(loop, input);
        } else if (node instanceof ShellNode.Choice choice) {
            CommandOutcome asked = run(choice.condition(), input);
            if (asked instanceof Refused) {
                return asked;
            }
            return isSuccess(asked)
                    ? run(choice.body(), input)
                    : choice.otherwise().map(otherwise -> run(otherwise, input)).orElse(new Done(0, ""));
        }
        ShellNode.Function function = (ShellNode.Function) node;
        functions.put(function.name(), function.body());
        return new Done(0, "");
    }

    private static boolean isSuccess(CommandOutcome outcome) {
        return outcome instanceof Done done && done.status() == 0;
    }

    private CommandOutcome sequence(ShellNode.Sequence sequence, Deque<String> input, boolean untilFailure) {
        StringBuilder output = new StringBuilder();
        int status = 0;
        for (ShellNode node : sequence.nodes()) {
            CommandOutcome outcome = run(node, input);
            if (!(outcome instanceof Done done)) {
                return outcome;
            }
            output.append(done.output());
            status = done.status();
            if (exited.isPresent() || untilFailure && status != 0) {
                break;
            }
        }
        return new Done(exited.orElse(status), output.toString());
    }

    private CommandOutcome condition(ShellNode.Condition condition, Deque<String> input) {
        CommandOutcome left = run(condition.left(), input);
        if (left instanceof Refused || exited.isPresent() || isSuccess(left) != condition.wantsSuccess()) {
            return left;
        }
        CommandOutcome right = run(condition.right(), input);
        return right instanceof Done done ? new Done(done.status(), ((Done) left).output() + done.output()) : right;
    }

    private CommandOutcome loop(ShellNode.Loop loop, Deque<String> outer) {
        Deque<String> input = loop.input().map(this::expanded).orElse(outer);
        StringBuilder output = new StringBuilder();
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            CommandOutcome asked = run(loop.condition(), input);
            if (asked instanceof Refused) {
                return asked;
            }
            if (!isSuccess(asked)) {
                return new Done(0, output.toString());
            }
            CommandOutcome outcome = run(loop.body(), input);
            if (!(outcome instanceof Done done)) {
                return outcome;
            }
            output.append(done.output());
            if (exited.isPresent()) {
                return new Done(exited.get(), output.toString());
            }
        }
        return new Refused("a loop in the command has not ended after " + MOST_TURNS + " turns");
    }

    private CommandOutcome pipeline(ShellNode.Pipeline pipeline, Deque<String> input) {
        Optional<String> written = Optional.empty();
        CommandOutcome outcome = null;
        for (ShellNode stage : pipeline.stages()) {
            if (!(stage instanceof ShellNode.Command command)) {
                return new Refused(
                        "the embedded target has no shell, and does not know pipelines of more than commands");
            }
            boolean last = stage == pipeline.stages().get(pipeline.stages().size() - 1);
            outcome = command(command, input, written, !last);
            if (!(outcome instanceof Done done)) {
                return outcome;
            }
            written = Optional.of(done.output());
        }
        return outcome;
    }

    private Deque<String> expanded(List<ShellWord> lines) {
        Deque<String> expanded = new ArrayDeque<>();
        lines.forEach(line -> expanded.add(line.expand(variables)));
        return expanded;
    }

    private CommandOutcome command(
            ShellNode.Command command, Deque<String> outer, Optional<String> piped, boolean isRead) {
        List<String> words = new ArrayList<>();
        command.words().forEach(word -> words.add(word.expand(variables)));
        Deque<String> input = command.input().map(this::expanded).orElse(outer);
        CommandOutcome outcome = execute(words, input, piped, isRead);
        if (command.output().isPresent() && outcome instanceof Done done) {
            String file = command.output().get().expand(variables);
            CommandOutcome written = file.equals("/dev/null") ? new Done(0, "") : programs.write(file, done.output());
            return written instanceof Refused ? written : new Done(done.status(), "");
        }
        return outcome;
    }

    private CommandOutcome execute(List<String> words, Deque<String> input, Optional<String> piped, boolean isRead) {
        String name = words.get(0);
        if (functions.containsKey(name)) {
            return run(functions.get(name), input);
        }
        int equals = name.indexOf('=');
        if (words.size() == 1 && equals > 0 && name.substring(0, equals).matches("[A-Za-z_]\\w*")) {
            variables.put(name.substring(0, equals), name.substring(equals + 1));
            return new Done(0, "");
        }
        return switch (name) {
            case "true", ":" -> new Done(0, "");
            case "false" -> new Done(1, "");
            case "echo" -> new Done(0, String.join(" ", words.subList(1, words.size())) + "\n");
            case "exit" -> {
                exited = Optional.of(words.size() > 1 ? status(words.get(1)) : 0);
                yield new Done(exited.get(), "");
            }
            case "read" -> read(words, input);
            case "[", "test" -> test(words);
            default -> programs.run(words, piped, isRead);
        };
    }

    private static int status(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new ShellSyntaxException("exit " + number, e);
        }
    }

    /** Cuts the next line of the input at its spaces: a word for each name, and the rest for the last. */
    private CommandOutcome read(List<String> words, Deque<String> input) {
        String line = input.poll();
        List<String> names =
                words.stream().skip(1).filter(word -> !word.startsWith("-")).toList();
        if (line == null || names.isEmpty()) {
            return new Done(1, "");
        }
        String[] values = line.trim().split("\\s+", names.size());
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), i < values.length ? values[i] : "");
        }
        return new Done(0, "");
    }

    private static CommandOutcome test(List<String> words) {
        List<String> operands =
                words.stream().skip(1).filter(word -> !word.equals("]")).toList();
        if (operands.size() == 2 && operands.get(0).equals("-n")) {
            return new Done(operands.get(1).isEmpty() ? 1 : 0, "");
        } else if (operands.size() == 2 && operands.get(0).equals("-z")) {
            return new Done(operands.get(1).isEmpty() ? 0 : 1, "");
        } else if (operands.size() == 3 && operands.get(1).equals("=")) {
            return new Done(operands.get(0).equals(operands.get(2)) ? 0 : 1, "");
        } else if (operands.size() == 3 && operands.get(1).equals("!=")) {
            return new Done(operands.get(0).equals(operands.get(2)) ? 1 : 0, "");
        }
        return new Refused("the embedded target has no shell, and does not know the test: " + String.join(" ", words));
    }
}
