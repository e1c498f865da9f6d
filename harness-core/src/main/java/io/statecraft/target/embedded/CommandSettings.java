package io.statecraft.target.embedded;

import io.statecraft.stack.Profile;
import io.statecraft.stack.Stack;
import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings that a scenario makes by commands: {@code sysctl}, files below {@code /proc/sys} and {@code /sys}. */
final class CommandSettings {
    private static final String SETTINGS = "/proc/sys/";
    private static final int NO_SUCH_SETTING = 255; // sysctl's own status
    private static final String PARAMETERS = "/sys/";
    private static final String COOKIE_KEY = "net.ipv4.tcp_fastopen_key";
    private static final String WORD = "([0-9a-fA-F]{1,8})";
    private static final Pattern KEY = Pattern.compile(String.join("-", WORD, WORD, WORD, WORD) + "(,.*)?");

    private final Stack stack;
    private Profile before; // as it was before the first assignment; null: nothing to take back

    CommandSettings(Stack stack) {
        this.stack = stack;
    }

    /** Does what a line of the table says. */
    CommandOutcome perform(CommandTable.Effect effect) {
        if (effect == CommandTable.Effect.FORGET) {
            stack.forgetPeers();
        } else if (effect == CommandTable.Effect.RESTORE) {
            if (before == null) {
                return new Done(127, "there is nothing to restore\n");
            }
            stack.profile(before);
            before = null;
        }
        return new Done(0, "");
    }

    /** {@code sysctl NAME=VALUE …}. */
    CommandOutcome sysctl(List<String> words) {
        StringBuilder output = new StringBuilder();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("-")) {
                continue;
            }
            int equals = word.indexOf('=');
            if (equals < 0) {
                return new Refused(
                        "the embedded target has no shell, and does not know the command: " + String.join(" ", words));
            }
            String name = word.substring(0, equals);
            String value = word.substring(equals + 1);
            Optional<CommandOutcome> refused = set(name, value);
            if (refused.isPresent()) {
                return refused.get();
            }
            output.append(name).append(": ").append(value).append('\n');
        }
        return new Done(0, output.toString());
    }

    private Optional<CommandOutcome> set(String given, String value) {
        String name = given.replace('/', '.');
        if (name.equals(COOKIE_KEY)) {
            return cookieKey(value);
        }
        if (!SettingsTable.has(name)) {
            return Optional.of(new Refused("no such setting on the embedded target: " + name));
        }
        if (SettingsTable.isAbsent(name)) {
            return Optional.of(
                    new Done(NO_SUCH_SETTING, "sysctl: cannot stat /proc/sys/" + name.replace('.', '/') + "\n"));
        }
        Optional<Profile> changed = SettingsTable.apply(stack.profile(), name, value.trim());
        if (changed.isEmpty()) {
            return Optional.of(new Refused("the embedded target cannot set " + name + " to " + value));
        }
        stack.profile(changed.get());
        return Optional.empty();
    }

    /** The server's key for Fast Open cookies: four words of 32 bits; a second key, for cookies of before, may follow. */
    private Optional<CommandOutcome> cookieKey(String value) {
        Matcher words = KEY.matcher(value);
        if (!words.matches()) {
            return Optional.of(new Refused("the embedded target cannot set " + COOKIE_KEY + " to " + value));
        }
        stack.cookieKey(
                word(words, 1) | word(words, 2) << Integer.SIZE, word(words, 3) | word(words, 4) << Integer.SIZE);
        return Optional.empty();
    }

    private static long word(Matcher words, int group) {
        return Long.parseLong(words.group(group), 16);
    }

    /** Whether a program's argument is {@code /proc/sys/FILE=VALUE}. */
    static boolean isAssignment(String argument) {
        return argument.startsWith(SETTINGS) && argument.indexOf('=') > 0;
    }

    /** Makes the settings of such arguments, until they are taken back. */
    CommandOutcome assign(List<String> assignments) {
        before = stack.profile();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            Optional<CommandOutcome> refused =
                    set(assignment.substring(SETTINGS.length(), equals), assignment.substring(equals + 1));
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return new Done(0, "");
    }

    /** {@code echo VALUE > FILE}. */
    CommandOutcome write(String file, String value) {
        if (!file.startsWith(SETTINGS) && !file.startsWith(PARAMETERS)) {
            return new Refused("the embedded target has no shell, and does not write to the file: " + file);
        }
        String name = file.startsWith(SETTINGS) ? file.substring(SETTINGS.length()) : file.substring(1);
        Optional<CommandOutcome> refused = set(name, value);
        return refused.isPresent() ? refused.get() : new Done(0, "");
    }
}
