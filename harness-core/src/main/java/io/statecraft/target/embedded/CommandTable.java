package io.statecraft.target.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What command lines of a host mean for the embedded stack: the resource {@code commands.txt}, read once. */
final class CommandTable {
    private static final List<Row> ROWS = read();

    private CommandTable() {}

    /** What a line of the table says. */
    enum Effect {
        /** Nothing that this stack does depends on it. */
        INERT,
        /** What earlier connections have taught of other hosts is forgotten. */
        FORGET,
        /** Settings made for the scenario alone are taken back. */
        RESTORE
    }

    private record Row(Effect effect, List<Pattern> words, boolean open) {
        boolean fits(List<String> line) {
            if (line.size() < words.size() || line.size() > words.size() && !open) {
                return false;
            }
            for (int i = 0; i < words.size(); i++) {
                if (!words.get(i).matcher(line.get(i)).matches()) {
                    return false;
                }
            }
            return true;
        }
    }

    private static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        for (String line : SymbolTable.lines("commands.txt")) {
            List<String> words = Arrays.asList(line.trim().split("\\s+"));
            boolean open = words.get(words.size() - 1).equals("...");
            List<Pattern> patterns = words.subList(1, words.size() - (open ? 1 : 0)).stream()
                    .map(CommandTable::pattern)
                    .toList();
            rows.add(new Row(Effect.valueOf(words.get(0).toUpperCase(Locale.ROOT)), patterns, open));
        }
        return List.copyOf(rows);
    }

    private static Pattern pattern(String word) {
        return Pattern.compile(Arrays.stream(word.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow());
    }

    /** What the command {@code words} means; empty if the table does not have it. */
    static Optional<Effect> effectOf(List<String> words) {
        return ROWS.stream().filter(row -> row.fits(words)).findFirst().map(Row::effect);
    }
}
