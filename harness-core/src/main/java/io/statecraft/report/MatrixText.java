package io.statecraft.report;

import io.statecraft.explore.Departure;
import io.statecraft.explore.MatrixTable;
import io.statecraft.explore.MatrixTable.Count;
import io.statecraft.explore.MatrixTable.DepartureCount;
import io.statecraft.explore.MatrixTable.Group;
import io.statecraft.explore.Place;
import io.statecraft.explore.Stimulus.Control;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of the matrix, as lines of text. */
final class MatrixText {
    private static final int WIDTH = 100;

    private MatrixText() {}

    static List<String> lines(MatrixTable table) {
        List<String> lines = new ArrayList<>(rows(table));
        lines.add("cells that passed; +~ a documented departure of the target, +! a clause broken,"
                + " += as the baseline expects, +? not brought there or nothing to be said");
        for (Group group : table.groups()) {
            lines.add("");
            lines.add((group.clause().isEmpty() ? "" : group.clause() + ": ") + cells(group.size()) + " in "
                    + places(group.places()));
            wrapped(group.reason(), lines);
            lines.add("    such as " + group.example());
        }
        for (DepartureCount counted : table.departures()) {
            Departure departure = counted.departure();
            lines.add("");
            lines.add("departure " + departure.id() + " (" + clauses(departure) + "): "
                    + (counted.shown() == 0 ? "not seen in " : counted.shown() + " of ") + cells(counted.cells()));
            wrapped(departure.does(), lines);
        }
        lines.add("");
        return lines;
    }

    /** Each column as wide as what is in it. */
    private static List<String> rows(MatrixTable table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head());
        for (Map.Entry<Place, Map<Control, Count>> row : table.counts().entrySet()) {
            List<String> cells = new ArrayList<>(
                    List.of(row.getKey().state().toString(), row.getKey().way()));
            for (Control control : Control.values()) {
                Count count = row.getValue().get(control);
                cells.add(count == null ? "" : count.toString());
            }
            rows.add(cells);
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width =
                        rows.stream().mapToInt(r -> r.get(at).length()).max().orElseThrow();
                String format = column < 2 ? "%-" + width + "s  " : "%" + width + "s  ";
                line.append(String.format(Locale.ROOT, format, row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static List<String> head() {
        List<String> head = new ArrayList<>(List.of("state", "way"));
        Arrays.stream(Control.values()).map(Control::toString).forEach(head::add);
        return head;
    }

    private static String cells(int number) {
        return number + (number == 1 ? " cell" : " cells");
    }

    /** {@code CLOSE-WAIT (passive, active), LAST-ACK (active)}. */
    static String places(Collection<Place> places) {
        Map<TcpState, List<String>> ways = new LinkedHashMap<>();
        places.forEach(place ->
                ways.computeIfAbsent(place.state(), state -> new ArrayList<>()).add(place.way()));
        return ways.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    static String clauses(Departure departure) {
        return departure.signs().stream().map(Departure.Sign::clause).distinct().collect(Collectors.joining(", "));
    }

    private static void wrapped(String text, List<String> lines) {
        StringBuilder line = new StringBuilder("   ");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("   ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }
}
