package io.statecraft.report;

import io.statecraft.explore.detection.Detection;
import io.statecraft.explore.detection.DetectionTable;
import io.statecraft.explore.detection.Played;
import io.statecraft.explore.detection.Sighting;
import io.statecraft.requirement.RequirementCatalog;
import io.statecraft.stack.fault.SeededFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which scenarios notice which seeded fault, as one page that needs nothing else: it opens from a file. */
final class DetectionPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 76em; padding: 0 1em; }
            h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .35em .7em; border-bottom: 1px solid #8884; }
            th { position: sticky; top: 0; background: Canvas; }
            code { font: 13px ui-monospace, monospace; white-space: nowrap; }
            td.number, th.number { text-align: right; }
            .bad { color: #c22; font-weight: 600; }
            .text, .more { color: GrayText; font-size: .92em; }
            details summary { cursor: pointer; }
            input { font: inherit; padding: .3em .6em; width: 24em; max-width: 100%; }
            """;
    private static final String SCRIPT = """
            document.getElementById('filter').addEventListener('input', event => {
              const words = event.target.value.toLowerCase().split(' ');
              for (const row of document.querySelectorAll('tbody tr')) {
                const text = row.textContent.toLowerCase();
                row.hidden = !words.every(word => text.includes(word));
              }
            });
            """;

    private final DetectionTable table;
    private final StringBuilder page = new StringBuilder();

    private DetectionPage(DetectionTable table) {
        this.table = table;
    }

    /** HTML, in UTF-8. */
    static String of(DetectionTable table) {
        return new DetectionPage(table).build();
    }

    private String build() {
        page.append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Seeded faults</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Seeded faults</h1>\n<p>");
        page.append(escaped(DetectionReport.summary(table).lines().collect(Collectors.joining("\n")))
                .replace("\n", "<br>\n"));
        page.append(
                "</p>\n<p><input id=\"filter\" placeholder=\"fault, clause or scenario\" aria-label=\"Filter\"></p>\n");
        faults();
        scenarios();
        page.append("<script>\n").append(SCRIPT).append("</script></body></html>\n");
        return page.toString();
    }

    private void faults() {
        page.append(
                "<h2>Faults</h2>\n<table><thead><tr><th>fault</th><th>clause</th><th class=\"number\">noticed by</th>"
                        + "<th>with the clause</th></tr></thead><tbody>\n");
        table.detections().forEach(this::fault);
        page.append("</tbody></table>\n");
    }

    private void fault(Detection detection) {
        SeededFault fault = detection.fault();
        page.append("<tr><td><code>").append(escaped(fault.id())).append("</code><div class=\"text\">");
        page.append(escaped(fault.text())).append("</div></td><td>");
        for (String clause : fault.clauses()) {
            String meaning = RequirementCatalog.textOf(clause).orElse("");
            page.append("<code title=\"").append(escaped(meaning)).append("\">");
            page.append(escaped(clause)).append("</code><br>");
        }
        page.append("<span class=\"text\">")
                .append(DetectionReport.level(fault))
                .append("</span></td>");
        page.append("<td class=\"number\">")
                .append(detection.sightings().size())
                .append("</td><td>");
        sightings(detection);
        page.append("</td></tr>\n");
    }

    private void sightings(Detection detection) {
        List<Sighting> right = detection.rightly();
        if (right.isEmpty()) {
            page.append("<span class=\"bad\">")
                    .append(detection.isDetected() ? "none: under other clauses alone" : "nothing notices it")
                    .append("</span>");
            return;
        }
        sighting(detection, right.get(0));
        if (right.size() > 1) {
            page.append("<details><summary class=\"more\">and ")
                    .append(right.size() - 1)
                    .append(" more</summary>");
            right.stream().skip(1).forEach(sighting -> sighting(detection, sighting));
            page.append("</details>");
        }
    }

    private void sighting(Detection detection, Sighting sighting) {
        page.append("<div><code>").append(escaped(sighting.scenario())).append("</code> <span class=\"text\">");
        page.append(sighting.line() == 0 ? "all as expected" : "line " + sighting.line());
        page.append(detection.isNamedByOracle(sighting) ? ", named by the oracle" : "")
                .append("</span></div>");
    }

    private void scenarios() {
        Map<String, Integer> noticed = new LinkedHashMap<>();
        table.scenarios().forEach(played -> noticed.put(played.id(), 0));
        table.detections().stream()
                .flatMap(detection -> detection.sightings().stream())
                .forEach(sighting -> noticed.merge(sighting.scenario(), 1, Integer::sum));
        Map<String, List<Integer>> unbroken =
                table.unbroken().stream().collect(Collectors.toMap(Played::id, Played::expectations, (a, b) -> a));
        page.append(
                "<h2>Scenarios</h2>\n<table><thead><tr><th>scenario</th><th class=\"number\">faults noticed</th>"
                        + "<th class=\"number\">expectations</th><th>lines that no fault breaks first</th></tr></thead><tbody>\n");
        for (Played played : table.scenarios()) {
            int count = noticed.get(played.id());
            page.append("<tr><td><code>").append(escaped(played.id())).append("</code></td><td class=\"number");
            page.append(count == 0 ? " bad" : "").append("\">").append(count).append("</td><td class=\"number\">");
            page.append(played.expectations().size()).append("</td><td>");
            page.append(unbroken.getOrDefault(played.id(), List.of()).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ")));
            page.append("</td></tr>\n");
        }
        page.append("</tbody></table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
