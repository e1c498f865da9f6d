package io.statecraft.target.embedded;

import io.statecraft.stack.Profile;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the settings of a system mean for a profile: the resource {@code settings.txt}, read once. */
final class SettingsTable {
    private static final Map<String, List<Effect>> EFFECTS = read();

    private static final Map<String, Long> UNITS = Map.of(
            "octets", 1L,
            "count", 1L,
            "s", 1_000_000_000L,
            "ms", 1_000_000L,
            "us", 1_000L);

    private SettingsTable() {}

    /** What one line does to a profile; null if it does not know the value. */
    private interface Effect {
        Profile on(Profile profile, String value);
    }

    private static Map<String, List<Effect>> read() {
        Map<String, List<Effect>> effects = new HashMap<>();
        for (String line : SymbolTable.lines("settings.txt")) {
            String[] words = line.trim().split("\\s+");
            if (words[1].equals("absent")) {
                effects.put(words[0], List.of());
            } else {
                effects.computeIfAbsent(words[0], name -> new ArrayList<>(2)).add(effect(words));
            }
        }
        return effects;
    }

    private static Effect effect(String... words) {
        return switch (words[1]) {
            case "inert" -> inert(Arrays.asList(words).subList(2, words.length));
            case "set" -> number(Setting.valueOf(words[2]), words[3]);
            case "second" -> ofWord(1, number(Setting.valueOf(words[2]), words[3]));
            case "third" -> ofWord(2, number(Setting.valueOf(words[2]), words[3]));
            case "map" -> mapped(Setting.valueOf(words[2]), table(words));
            case "bit" -> bit(Setting.valueOf(words[2]), Long.decode(words[3]));
            case "choice" -> answer(Choice.valueOf(words[2]), table(words));
            default -> throw new IllegalStateException("settings.txt: " + String.join(" ", words));
        };
    }

    private static Map<String, String> table(String... words) {
        Map<String, String> table = new HashMap<>();
        for (String pair : Arrays.asList(words).subList(3, words.length)) {
            String[] sides = pair.split("=");
            table.put(sides[0], sides[1]);
        }
        return table;
    }

    private static Effect inert(List<String> values) {
        return (profile, value) -> values.isEmpty() || values.contains(value) ? profile : null;
    }

    /** Of a value of several words, such as least, usual and most. */
    private static Effect ofWord(int index, Effect effect) {
        return (profile, value) -> {
            String[] words = value.split("\\s+");
            return index < words.length ? effect.on(profile, words[index]) : null;
        };
    }

    private static Effect number(Setting setting, String unit) {
        return (profile, value) -> {
            try {
                return profile.with(setting, Math.multiplyExact(Long.decode(value), UNITS.get(unit)));
            } catch (ArithmeticException | IllegalArgumentException e) {
                return null; // no number, or one that no setting has
            }
        };
    }

    private static Effect mapped(Setting setting, Map<String, String> table) {
        return (profile, value) ->
                table.containsKey(value) ? profile.with(setting, Long.parseLong(table.get(value))) : null;
    }

    private static Effect bit(Setting setting, long mask) {
        return (profile, value) -> {
            try {
                return profile.with(setting, (Long.decode(value) & mask) == 0 ? 0 : 1);
            } catch (NumberFormatException e) {
                return null;
            }
        };
    }

    private static Effect answer(Choice choice, Map<String, String> table) {
        return (profile, value) ->
                table.containsKey(value) ? profile.with(choice, Answer.valueOf(table.get(value))) : null;
    }

    /** Whether the table has {@code name}. */
    static boolean has(String name) {
        return EFFECTS.containsKey(name);
    }

    /** Whether the table says that the system has no such setting. */
    static boolean isAbsent(String name) {
        return has(name) && EFFECTS.get(name).isEmpty();
    }

    /** The profile with a setting changed; empty if the value is not one that the setting has. */
    static Optional<Profile> apply(Profile profile, String name, String value) {
        Profile changed = profile;
        for (Effect effect : EFFECTS.getOrDefault(name, List.of())) {
            changed = effect.on(changed, value);
            if (changed == null) {
                return Optional.empty();
            }
        }
        return Optional.of(changed);
    }
}
