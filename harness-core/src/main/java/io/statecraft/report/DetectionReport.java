package io.statecraft.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.statecraft.explore.detection.Detection;
import io.statecraft.explore.detection.DetectionTable;
import io.statecraft.explore.detection.Sighting;
import io.statecraft.requirement.Level;
import io.statecraft.stack.fault.SeededFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Which scenarios notice which seeded fault, for readers and for other programs. */
public final class DetectionReport {
    private static final int SCHEMA = 1;
    private static final int SHOWN = 4;

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

    /** A table in Markdown: fault, clause, level, and the scenarios. */
    public static String markdown(DetectionTable table) {
        StringBuilder text = new StringBuilder(
                "| fault | what the stack does | clause | level | detected by | with the clause |\n|---|---|---|---|---|---|\n");
        for (Detection detection : table.detections()) {
            SeededFault fault = detection.fault();
            List<Sighting> right = detection.rightly();
            List<Sighting> shown = right.isEmpty() ? detection.sightings() : right;
            String examples = shown.stream()
                    .limit(SHOWN)
                    .map(sighting -> "`" + sighting.scenario().replaceFirst("@ipv4$", "") + "`")
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("**nothing**");
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s | %d: %s%s | %d |%n",
                    fault.id(),
                    fault.text(),
                    fault.clause(),
                    level(fault),
                    detection.sightings().size(),
                    examples,
                    shown.size() > SHOWN ? ", …" : "",
                    right.size()));
        }
        return text.toString();
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
            Json.strings("reportsWithoutFault", table.unprovoked(), out);
            Json.strings("scenariosThatDetectNothing", table.idle(), out);
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
