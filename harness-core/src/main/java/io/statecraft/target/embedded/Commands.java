package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Stack;
import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A scenario's commands without a shell: settings ({@code sysctl}), listings that are searched ({@code sockstat | grep}), and
 * {@code tcpdrop}. What is not known is refused, never passed over.
 */
final class Commands {
    private final Stack stack;
    private final SocketList list;

    Commands(Stack stack, SocketList list) {
        this.stack = stack;
        this.list = list;
    }

    /** Runs the lines of {@code text} one after the other, as far as they succeed. */
    CommandOutcome run(String text) {
        StringBuilder output = new StringBuilder();
        for (String line : text.split("\\n|;|&&")) {
            if (!line.isBlank() && !line.trim().startsWith("#")) {
                CommandOutcome outcome = pipeline(line.trim());
                if (!(outcome instanceof Done done)) {
                    return outcome;
                }
                output.append(done.output());
                if (done.status() != 0) {
                    return new Done(done.status(), output.toString());
                }
            }
        }
        return new Done(0, output.toString());
    }

    private CommandOutcome pipeline(String line) {
        String[] stages = line.split("\\|");
        CommandOutcome outcome = command(words(stages[0]));
        for (int i = 1; i < stages.length && outcome instanceof Done done; i++) {
            List<String> words = words(stages[i]);
            outcome = words.get(0).equals("grep") ? grep(words, done.output()) : unknown(stages[i].trim());
        }
        return outcome;
    }

    private static List<String> words(String stage) {
        return new ArrayList<>(Arrays.asList(stage.trim().split("\\s+")));
    }

    private static Refused unknown(String command) {
        return new Refused("the embedded target has no shell, and does not know the command: " + command);
    }

    private CommandOutcome command(List<String> words) {
        return switch (words.get(0)) {
            case "sysctl" -> sysctl(words);
            case "sockstat" -> sockstat(words);
            case "tcpdrop" -> tcpdrop(words);
            case "true", ":" -> new Done(0, "");
            default -> unknown(String.join(" ", words));
        };
    }

    private CommandOutcome sysctl(List<String> words) {
        StringBuilder output = new StringBuilder();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("-")) {
                continue;
            }
            int equals = word.indexOf('=');
            if (equals < 0) {
                return unknown(String.join(" ", words));
            }
            String name = word.substring(0, equals).replace('/', '.');
            String value = word.substring(equals + 1).replace("\"", "").replace("'", "");
            if (!SettingsTable.has(name)) {
                return new Refused("no such setting on the embedded target: " + name);
            }
            Optional<Profile> changed = SettingsTable.apply(stack.profile(), name, value);
            if (changed.isEmpty()) {
                return new Refused("the embedded target cannot set " + name + " to " + value);
            }
            stack.profile(changed.get());
            output.append(name).append(": ").append(value).append('\n');
        }
        return new Done(0, output.toString());
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

    private static CommandOutcome grep(List<String> words, String input) {
        boolean count = false;
        boolean inverted = false;
        boolean quiet = false;
        int flags = 0;
        int at = 1;
        for (; at < words.size() && words.get(at).startsWith("-"); at++) {
            for (char option : words.get(at).substring(1).toCharArray()) {
                switch (option) {
                    case 'c' -> count = true;
                    case 'v' -> inverted = true;
                    case 'q' -> quiet = true;
                    case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                    case 'E', 'F' -> {} // the patterns of scenarios mean the same in all
                    default -> {
                        return unknown(String.join(" ", words));
                    }
                }
            }
        }
        if (at != words.size() - 1) {
            return unknown(String.join(" ", words));
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(words.get(at).replace("\"", "").replace("'", ""), flags);
        } catch (PatternSyntaxException e) {
            return unknown(String.join(" ", words));
        }
        List<String> found = new ArrayList<>();
        for (String line : input.lines().toList()) {
            if (pattern.matcher(line).find() != inverted) {
                found.add(line);
            }
        }
        String output = count ? found.size() + "\n" : quiet || found.isEmpty() ? "" : String.join("\n", found) + "\n";
        return new Done(found.isEmpty() ? 1 : 0, output);
    }
}
