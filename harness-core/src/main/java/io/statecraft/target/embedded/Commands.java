package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Stack;
import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import io.statecraft.target.embedded.shell.Grep;
import io.statecraft.target.embedded.shell.ShellRun;
import io.statecraft.target.embedded.shell.ShellSyntaxException;
import io.statecraft.tcp.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scenario's commands without a shell: settings ({@code sysctl}, and files of such), listings that are searched ({@code sockstat |
 * grep}), {@code tcpdrop}, and what {@link CommandTable} has. What is not known is refused, never passed over.
 */
final class Commands implements ShellRun.Programs {
    private static final Map<String, String> VARIABLES = Map.of("PPID", "1", "PACKETDRILL_PID", "1");
    private static final Pattern SHELL = Pattern.compile("\\A#!\\s*\\S*(/| )(ba|da|)sh\\b");
    private static final int LARGEST_SCRIPT = 65_536;
    private static final int MOST_DEPTH = 8;

    private final Stack stack;
    private final SocketList list;
    private final Path directory;
    private final CommandSettings settings;
    private int depth;

    /** @param directory the scenario's own: where files are looked for */
    Commands(Stack stack, SocketList list, Path directory) {
        this.stack = stack;
        this.list = list;
        this.directory = directory;
        this.settings = new CommandSettings(stack);
    }

    /** Runs the lines of {@code text} one after the other, as far as they succeed. */
    CommandOutcome run(String text) {
        try {
            return new ShellRun(this, VARIABLES).runAll(text);
        } catch (ShellSyntaxException e) {
            return unknown(e.getMessage());
        }
    }

    private static Refused unknown(String command) {
        return new Refused("the embedded target has no shell, and does not know the command: " + command);
    }

    @Override
    public CommandOutcome run(List<String> words, Optional<String> input, boolean isRead) {
        String name = words.get(0);
        if (name.equals("grep")) {
            return Grep.run(words, input);
        } else if (name.equals("setkey")) {
            return new SetKey(stack.signatures()).run(words, input);
        } else if (input.isPresent()) {
            return unknown(String.join(" ", words));
        }
        Optional<CommandTable.Effect> effect = CommandTable.effectOf(words);
        if (effect.isPresent()) {
            // What it would write is not known.
            return isRead ? unknown(String.join(" ", words)) : settings.perform(effect.get());
        }
        return switch (name) {
            case "sysctl" -> settings.sysctl(words);
            case "sockstat" -> sockstat(words);
            case "tcpdrop" -> tcpdrop(words);
            default -> name.contains("/") ? program(words) : unknown(String.join(" ", words));
        };
    }

    @Override
    public CommandOutcome write(String file, String text) {
        return settings.write(file, text.trim());
    }

    /** A file that is called: it is not run, but read, as far as it is made up of settings. */
    private CommandOutcome program(List<String> words) {
        Path file = directory.resolve(words.get(0)).normalize();
        List<String> arguments = words.subList(1, words.size());
        if (!arguments.isEmpty() && arguments.stream().allMatch(CommandSettings::isAssignment)) {
            return Files.isRegularFile(file)
                    ? settings.assign(arguments)
                    : new Done(127, "no such file: " + file + "\n");
        }
        try {
            if (arguments.isEmpty() && depth < MOST_DEPTH && Files.size(file) <= LARGEST_SCRIPT) {
                String text = Files.readString(file);
                if (SHELL.matcher(text).find()) {
                    depth++;
                    try {
                        return new ShellRun(this, VARIABLES).runFile(text);
                    } finally {
                        depth--;
                    }
                }
            }
        } catch (IOException e) {
            return unknown(String.join(" ", words)); // not there, or no text
        } catch (ShellSyntaxException e) {
            return unknown(e.getMessage() + ", in " + words.get(0));
        }
        return unknown(String.join(" ", words));
    }

    private CommandOutcome sockstat(List<String> words) {
        int version = 0;
        int port = 0;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-4" -> version = 4;
                case "-6" -> version = 6;
                case "-s", "-c", "-l", "-q", "-n" -> {} // columns that are always there
                case "-P" -> i++;
                case "-p" -> {
                    i++;
                    if (i == words.size() || !words.get(i).matches("\\d{1,5}")) {
                        return unknown(String.join(" ", words));
                    }
                    port = Integer.parseInt(words.get(i));
                }
                default -> {
                    return unknown(String.join(" ", words));
                }
            }
        }
        return new Done(0, list.print(version, port));
    }

    private CommandOutcome tcpdrop(List<String> words) {
        if (words.size() != 3 || !words.get(1).equals("-s")) {
            return unknown(String.join(" ", words));
        }
        Optional<TcpState> state = TcpState.named(words.get(2));
        if (state.isEmpty()) {
            return new Done(1, words.get(2) + ": no such state\n");
        }
        for (Endpoint endpoint : stack.endpoints()) {
            if (endpoint.state() == state.get()) {
                endpoint.abort();
            }
        }
        return new Done(0, "");
    }
}
