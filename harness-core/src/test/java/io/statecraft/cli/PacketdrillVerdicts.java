package io.statecraft.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What packetdrill says of scripts, read from a table with the columns {@code script,variant,verdict,seconds,line,reason,stable}.
 *
 * @param rows one for each script and variant
 */
record PacketdrillVerdicts(List<Row> rows) {
    private static final Pattern TIMING = Pattern.compile(
            "timing error: expected .* at ([\\d.]+) sec but happened at ([\\d.]+) sec; tolerance ([\\d.]+) sec");

    /** A failure by less than this beyond the tolerance is a matter of the moment, in seconds. */
    private static final double MARGIN = 0.001;

    /**
     * What it says of one script in one variant.
     *
     * @param script its path in the corpus
     * @param variant of ours
     * @param verdict PASS or FAIL
     * @param line where it failed; 0 if it did not, or at no line
     * @param reason its message; empty if there is none
     * @param stable whether it said the same each time
     */
    record Row(String script, String variant, String verdict, int line, String reason, boolean stable) {

        String key() {
            return script + " " + variant;
        }

        /** Whether its own times were beyond its own tolerance by so little that they might have been within. */
        boolean isBorderline() {
            Matcher timing = TIMING.matcher(reason);
            if (!timing.find()) {
                return false;
            }
            double difference = Math.abs(Double.parseDouble(timing.group(1)) - Double.parseDouble(timing.group(2)));
            return difference - Double.parseDouble(timing.group(3)) < MARGIN;
        }

        private boolean agrees(Said said) {
            return said.verdict().equals(verdict) && (!verdict.equals("FAIL") || said.line() == line);
        }

        @Override
        public String toString() {
            return key() + ": " + verdict + (line == 0 ? "" : " at line " + line)
                    + (reason.isEmpty() ? "" : ", " + reason);
        }
    }

    /**
     * What we say of one script in one variant.
     *
     * @param line where it failed; 0 if it did not, or at no line
     */
    record Said(String verdict, int line, String reason) {
        @Override
        public String toString() {
            return verdict + (line == 0 ? "" : " at line " + line) + (reason.isEmpty() ? "" : ", " + reason);
        }
    }

    /**
     * How far we say the same.
     *
     * @param agreeing of how many rows
     * @param inconclusive rows of which we say nothing
     * @param differing rows of which we say something else, each with what
     * @param leftOut rows that are not compared, because packetdrill itself might have said something else
     */
    record Comparison(int agreeing, List<String> inconclusive, List<String> differing, List<String> leftOut) {
        int compared() {
            return agreeing + inconclusive.size() + differing.size();
        }
    }

    static PacketdrillVerdicts parse(String table) {
        List<List<String>> lines = CommaSeparated.parse(table);
        List<String> header = lines.get(0);
        List<Row> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> cell = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                cell.put(header.get(i), line.get(i));
            }
            rows.add(new Row(
                    cell.get("script"),
                    cell.get("variant").equals("ipv4-mapped-v6") ? "ipv4-mapped" : cell.get("variant"),
                    cell.get("verdict"),
                    cell.get("line").isEmpty() ? 0 : Integer.parseInt(cell.get("line")),
                    cell.get("reason"),
                    cell.get("stable").equals("yes")));
        }
        return new PacketdrillVerdicts(rows);
    }

    /** @param said by {@link Row#key}; what is missing was not played, which is a difference */
    Comparison compare(Map<String, Said> said) {
        int agreeing = 0;
        List<String> inconclusive = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Row row : rows) {
            Said ours = said.getOrDefault(row.key(), new Said("not played", 0, ""));
            String both = row + "; here " + ours;
            if (!row.stable() || row.isBorderline()) {
                leftOut.add(both);
            } else if (row.agrees(ours)) {
                agreeing++;
            } else if (ours.verdict().equals("INCONCLUSIVE")) {
                inconclusive.add(both);
            } else {
                differing.add(both);
            }
        }
        return new Comparison(agreeing, inconclusive, differing, leftOut);
    }
}
