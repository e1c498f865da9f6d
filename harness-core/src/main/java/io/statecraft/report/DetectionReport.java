package io.statecraft.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.statecraft.explore.detection.Detection;
import io.statecraft.explore.detection.DetectionTable;
import io.statecraft.explore.detection.Played;
import io.statecraft.explore.detection.Sighting;
import io.statecraft.requirement.Level;
import io.statecraft.stack.fault.SeededFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which scenarios notice which seeded fault, for readers and for other programs. */
public final class DetectionReport {
    private static final int SCHEMA = 1;
    private static final int SHOWN = 2;

    private DetectionReport() {}

    /** A few lines: how many faults were noticed, and which were not. */
    public static String summary(DetectionTable table) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d faults, %d scenarios: %d detected (%.1f %%), %d with the right clause (%.1f %%), %d reports without a fault%n",
                table.detections().size(),
                table.scenarios().size(),
                table.detected(),
                table.percent(table.detected()),
                table.named(),
                table.percent(table.named()),
                table.unprovoked().size()));
        text.append(String.format(
                Locale.ROOT,
                "  named by the oracle: %d; by what a scenario is for: %d%n",
                table.namedByOracle(),
                table.named() - table.namedByOracle()));
        int unbroken = table.unbroken().stream()
                .mapToInt(played -> played.expectations().size())
                .sum();
        text.append(String.format(
                Locale.ROOT,
                "  expectations: %d, and %d of them the first to fail with some fault%n",
                table.expectations(),
                table.expectations() - unbroken));
        lines("escaped, on what must be kept", faults(table.escapedBinding()), text);
        lines(
                "escaped, on what should be",
                faults(table.escaped().stream()
                        .filter(d -> !d.fault().isBinding())
                        .toList()),
                text);
        lines("detected under another clause", faults(table.misnamed()), text);
        lines("failing more than 30 % of the scenarios", faults(table.coarse()), text);
        lines("failing without a fault", table.unprovoked(), text);
        return text.toString();
    }

    private static List<String> faults(List<Detection> detections) {
        return detections.stream()
                .map(d -> d.fault().id() + " (" + d.fault().clause() + ")")
                .toList();
    }

    private static void lines(String title, List<String> items, StringBuilder text) {
        if (!items.isEmpty()) {
            text.append("  ").append(title).append(": ").append(items.size()).append('\n');
            items.forEach(item -> text.append("    ").append(item).append('\n'));
        }
    }

    /** A table in Markdown: fault, clause, level, and some of the scenarios that notice it with the clause. */
    public static String markdown(DetectionTable table) {
        StringBuilder text = new StringBuilder(
                "| fault | what the stack does | clause | level | noticed by |\n|---|---|---|---|---|\n");
        table.detections().forEach(detection -> text.append(prefix(detection.fault()))
                .append(noticedBy(detection))
                .append(" |\n"));
        return text.toString();
    }

    /** A row of the table as far as it is about the fault alone. */
    public static String prefix(SeededFault fault) {
        return String.format("| `%s` | %s | %s | %s | ", fault.id(), fault.text(), fault.clause(), level(fault));
    }

    private static String noticedBy(Detection detection) {
        if (!detection.isDetected()) {
            return "**nothing**";
        }
        List<Sighting> right = detection.rightly();
        return right.isEmpty()
                ? "others, under other names"
                : right.stream()
                        .limit(SHOWN)
                        .map(sighting -> "`" + sighting.scenario().replaceFirst("@ipv4$", "") + "`")
                        .collect(Collectors.joining(", "));
    }

    /** How strongly the clause is asked for; a section is a step of the procedure. */
    public static String level(SeededFault fault) {
        return fault.level().map(Level::toString).orElse("procedure");
    }

    /** The bytes of {@code statecraft-faults.json}: UTF-8. */
    public static byte[] json(DetectionTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeNumberField("schemaVersion", SCHEMA);
            out.writeNumberField("faults", table.detections().size());
            out.writeNumberField("scenarios", table.scenarios().size());
            out.writeNumberField("detected", table.detected());
            out.writeNumberField("detectedWithClause", table.named());
            out.writeNumberField("namedByOracle", table.namedByOracle());
            out.writeNumberField("expectations", table.expectations());
            Json.strings("reportsWithoutFault", table.unprovoked(), out);
            Json.strings("scenariosThatDetectNothing", table.idle(), out);
            out.writeArrayFieldStart("expectationsThatNoFaultBreaks");
            for (Played played : table.unbroken()) {
                out.writeStartObject();
                out.writeStringField("id", played.id());
                out.writeFieldName("lines");
                out.writeArray(
                        played.expectations().stream()
                                .mapToInt(Integer::intValue)
                                .toArray(),
                        0,
                        played.expectations().size());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("detections");
            for (Detection detection : table.detections()) {
                write(detection, out);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(Detection detection, JsonGenerator out) throws IOException {
        SeededFault fault = detection.fault();
        out.writeStartObject();
        out.writeStringField("fault", fault.id());
        out.writeStringField("text", fault.text());
        Json.strings("clauses", fault.clauses(), out);
        out.writeStringField("level", level(fault));
        out.writeBooleanField("binding", fault.isBinding());
        out.writeBooleanField("detected", detection.isDetected());
        out.writeBooleanField("rightClause", !detection.rightly().isEmpty());
        out.writeArrayFieldStart("scenarios");
        for (Sighting sighting : detection.sightings()) {
            out.writeStartObject();
            out.writeStringField("id", sighting.scenario());
            Json.strings("broken", sighting.broken(), out);
            Json.strings("unmet", sighting.unmet(), out);
            out.writeNumberField("line", sighting.line());
            out.writeEndObject();
        }
        out.writeEndArray();
        Json.strings("errors", detection.errors(), out);
        out.writeEndObject();
    }
}
