package io.statecraft.target.kernel;

import io.statecraft.posix.Processes;
import io.statecraft.target.Target.CommandOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scenario's commands: plain settings of the network are made without a shell, in the target's namespace alone; everything else is for
 * the shell, if that is allowed.
 */
final class Commands {
    /** {@code sysctl}, options that change nothing for us, and settings. */
    private static final Pattern SYSCTL =
            Pattern.compile("\\s*sysctl(?:\\s+-[wqn]+)*(?<settings>(?:\\s+" + Setting.FORM + ")+)\\s*");

    private static final Pattern SETTING = Pattern.compile(Setting.FORM);

    private final Optional<Shell> shell;

    Commands(Optional<Shell> shell) {
        this.shell = shell;
    }

    /** Whether a command is more than settings of the network. */
    static boolean needsShell(String text) {
        return settings(text).isEmpty();
    }

    /** Runs a command as it stands between the scenario's quotes. */
    CommandOutcome run(String text) {
        Optional<List<Setting>> settings = settings(text);
        if (settings.isPresent()) {
            return set(settings.get());
        }
        return shell.map(allowed -> allowed.run(Offloads.apply(text)))
                .orElseGet(() -> new CommandOutcome.Refused(
                        "the command `" + text.strip() + "` needs a shell: allow it with --allow-shell"));
    }

    /** The settings that a command consists of, one or more to the line, if it consists of nothing else. */
    private static Optional<List<Setting>> settings(String text) {
        List<Setting> settings = new ArrayList<>();
        for (String line : text.split("[\\n;]|&&")) {
            if (line.isBlank()) {
                continue;
            }
            Matcher command = SYSCTL.matcher(line);
            if (!command.matches()) {
                return Optional.empty();
            }
            Matcher setting = SETTING.matcher(command.group("settings"));
            while (setting.find()) {
                String value = setting.group("value");
                boolean quoted = value.startsWith("\"") || value.startsWith("'");
                settings.add(
                        new Setting(setting.group("name"), quoted ? value.substring(1, value.length() - 1) : value));
            }
        }
        return settings.isEmpty() ? Optional.empty() : Optional.of(settings);
    }

    private static CommandOutcome set(List<Setting> settings) {
        StringBuilder errors = new StringBuilder();
        for (Setting setting : settings) {
            if (!Sysctls.isOfNetwork(setting.name)) {
                return new CommandOutcome.Refused(
                        "the setting " + setting.name + " is the whole machine's: only net.* is the scenario's own");
            }
            int result = Sysctls.set(setting.name, setting.value);
            if (result < 0) {
                errors.append("sysctl: ")
                        .append(Sysctls.path(setting.name))
                        .append(": ")
                        .append(Processes.errorText(-result))
                        .append('\n');
            }
        }
        return new CommandOutcome.Done(errors.isEmpty() ? 0 : 1, errors.toString());
    }

    /** {@code name=value}; a value with blanks is in quotes. */
    private record Setting(String name, String value) {
        static final String FORM = "(?<name>[A-Za-z0-9_./-]+)=(?<value>\"[^\"$`\\\\]*\"|'[^']*'|[A-Za-z0-9_.,:+-]*)";
    }
}
