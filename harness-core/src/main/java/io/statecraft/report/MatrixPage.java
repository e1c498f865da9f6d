package io.statecraft.report;

import io.statecraft.explore.Departure;
import io.statecraft.explore.MatrixTable;
import io.statecraft.explore.MatrixTable.Count;
import io.statecraft.explore.MatrixTable.DepartureCount;
import io.statecraft.explore.MatrixTable.Group;
import io.statecraft.explore.Place;
import io.statecraft.explore.Stimulus.Control;
import io.statecraft.run.RunReport;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of the matrix, as a page for browsers: one file that needs no other. */
final class MatrixPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
            body { margin: 2rem auto; max-width: 92rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
            p { margin: .3rem 0; max-width: 60rem; } code { font-size: .92em; overflow-wrap: anywhere; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; } caption { text-align: left; padding-bottom: .4rem; }
            th, td { padding: .25rem .6rem; border: 1px solid #8885; text-align: right; white-space: nowrap;
              font-variant-numeric: tabular-nums; }
            th { font-weight: 600; background: #8881; } tbody th { text-align: left; }
            .passed { background: #2a82; } .departing { background: #e902; } .broken { background: #d226; font-weight: 600; }
            .expected { background: #48d2; } .open { background: #9993; }
            td b { font-weight: 600; } thead th:nth-child(-n+2) { text-align: left; }
            .key { max-width: none; line-height: 2; } .key span { white-space: nowrap; padding: .1rem .5rem; margin-right: .3rem; border: 1px solid #8885; }
            table.list th, table.list td { text-align: left; white-space: normal; vertical-align: top; }
            table.list td:first-child { white-space: nowrap; text-align: right; }
            """;

    private final StringBuilder out = new StringBuilder();

    private MatrixPage() {}

    static String of(MatrixTable table, RunReport report) {
        MatrixPage page = new MatrixPage();
        page.head(table, report);
        page.counts(table);
        page.groups(table.groups());
        page.departures(table.departures());
        page.out.append("</body>\n</html>\n");
        return page.out.toString();
    }

    private void head(MatrixTable table, RunReport report) {
        String target = report.target()
                + report.profile().map(profile -> " (" + profile + ")").orElse("");
        Count total = table.total();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        text("State × event matrix: " + target);
        out.append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<h1>");
        text("State × event matrix: " + target);
        out.append("</h1>\n<p>");
        text(summary(total, report.skipped()));
        out.append("</p>\n<p>");
        text(String.format(
                Locale.ROOT,
                "Statecraft %s, %s, %.1f s, seed %d%s.",
                report.version(),
                report.started().truncatedTo(ChronoUnit.SECONDS),
                report.duration() / 1e9,
                report.seed(),
                report.interrupted() ? "; interrupted: what was not played is missing" : ""));
        out.append("</p>\n<p class=\"key\">");
        for (Kind kind : Kind.values()) {
            out.append("<span class=\"").append(kind.style()).append("\">");
            text(kind.text);
            out.append("</span>");
        }
        out.append("</p>\n");
    }

    /** How many there are of each kind, if there are any. */
    private static String summary(Count total, int skipped) {
        StringBuilder summary = new StringBuilder();
        part(summary, total.cells(), " cells, of which ");
        summary.append(String.format(Locale.ROOT, "%,d passed", total.passed()));
        part(summary, ", ", total.departing(), " show a documented departure of the target");
        part(summary, ", ", total.broken(), " break a clause");
        part(summary, ", ", total.open(), " were not brought to their place, or nothing can be said of them");
        part(summary, ", ", total.expected(), " are as the baseline expects");
        part(summary, "; ", skipped, " more were skipped");
        return summary.append('.').toString();
    }

    private static void part(StringBuilder summary, int number, String words) {
        summary.append(String.format(Locale.ROOT, "%,d", number)).append(words);
    }

    private static void part(StringBuilder summary, String before, int number, String words) {
        if (number > 0) {
            part(summary.append(before), number, words);
        }
    }

    /** What a cell of the table says of its cells, the gravest last. */
    private enum Kind {
        PASSED("", "passed"),
        EXPECTED("=", "= as the baseline expects"),
        DEPARTING("~", "~ documented departure"),
        OPEN("?", "? not brought there, or nothing to be said"),
        BROKEN("!", "! clause broken");

        private final String mark;
        private final String text;

        Kind(String mark, String text) {
            this.mark = mark;
            this.text = text;
        }

        private String style() {
            return name().toLowerCase(Locale.ROOT);
        }

        private int of(Count count) {
            return switch (this) {
                case PASSED -> count.passed();
                case EXPECTED -> count.expected();
                case DEPARTING -> count.departing();
                case OPEN -> count.open();
                case BROKEN -> count.broken();
            };
        }

        private static Kind gravest(Count count) {
            Kind gravest = PASSED;
            for (Kind kind : values()) {
                gravest = kind.of(count) > 0 ? kind : gravest;
            }
            return gravest;
        }
    }

    private void counts(MatrixTable table) {
        out.append("<div class=\"wide\"><table>\n<thead><tr><th>state</th><th>way</th>");
        for (Control control : Control.values()) {
            out.append("<th>");
            text(control.toString());
            out.append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (Map.Entry<Place, Map<Control, Count>> row : table.counts().entrySet()) {
            out.append("<tr><th>");
            text(row.getKey().state().toString());
            out.append("</th><th>");
            text(row.getKey().way());
            out.append("</th>");
            for (Control control : Control.values()) {
                count(row.getValue().get(control));
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table></div>\n");
    }

    private void count(Count count) {
        if (count == null) {
            out.append("<td></td>");
            return;
        }
        out.append("<td class=\"").append(Kind.gravest(count).style()).append("\">");
        out.append(count.passed());
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PASSED && kind.of(count) > 0) {
                out.append(" + <b>").append(kind.of(count)).append(kind.mark).append("</b>");
            }
        }
        out.append("</td>");
    }

    private void groups(List<Group> groups) {
        if (groups.isEmpty()) {
            return;
        }
        out.append(
                        "<h2>What did not pass</h2>\n<table class=\"list\">\n<thead><tr><th>cells</th><th>clause</th><th>what</th>")
                .append("<th>where</th></tr></thead>\n<tbody>\n");
        for (Group group : groups) {
            out.append("<tr><td>").append(group.size()).append("</td><td>");
            text(group.clause());
            out.append("</td><td>");
            text(group.reason());
            out.append("<br>such as <code>");
            text(group.example());
            out.append("</code></td><td>");
            text(MatrixText.places(group.places()));
            out.append("</td></tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private void departures(List<DepartureCount> departures) {
        if (departures.isEmpty()) {
            return;
        }
        out.append("<h2>Documented departures of this target</h2>\n<table class=\"list\">\n")
                .append(
                        "<thead><tr><th>cells</th><th>departure</th><th>what the RFC asks for</th><th>what the target does</th>")
                .append("</tr></thead>\n<tbody>\n");
        for (DepartureCount counted : departures) {
            Departure departure = counted.departure();
            out.append("<tr><td>").append(counted.shown()).append(" of ").append(counted.cells());
            out.append("</td><td>");
            text(departure.id());
            out.append("<br>");
            text(MatrixText.clauses(departure));
            out.append("</td><td>");
            text(departure.asks());
            out.append("</td><td>");
            text(departure.does());
            out.append("<br>seen: ");
            text(departure.seen());
            out.append("</td></tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private void text(String value) {
        Junit.text(value, out);
    }
}
