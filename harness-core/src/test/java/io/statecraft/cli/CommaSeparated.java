package io.statecraft.cli;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values (RFC 4180): quotation marks protect commas, ends of lines, and themselves if doubled. */
final class CommaSeparated {
    private final List<List<String>> lines = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private List<String> line = new ArrayList<>();

    private CommaSeparated() {}

    /** The cells of each line. */
    static List<List<String>> parse(String text) {
        CommaSeparated parser = new CommaSeparated();
        parser.read(text.replace("\r\n", "\n"));
        return parser.lines;
    }

    private void read(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (quoted && text.startsWith("\"\"", i)) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || c != ',' && c != '\n') {
                cell.append(c);
            } else {
                endCell();
                if (c == '\n') {
                    endLine();
                }
            }
        }
        if (cell.length() > 0 || !line.isEmpty()) {
            endCell();
            endLine();
        }
    }

    private void endCell() {
        line.add(cell.toString());
        cell.setLength(0);
    }

    private void endLine() {
        lines.add(line);
        line = new ArrayList<>();
    }
}
