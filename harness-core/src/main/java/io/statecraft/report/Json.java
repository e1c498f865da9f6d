package io.statecraft.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.statecraft.run.Finding;
import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import io.statecraft.run.Verdict;
import io.statecraft.run.mapping.Difference;
import io.statecraft.tcp.TcpState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code statecraft-results.json}, for other programs: its members are stable, and only added to. */
public final class Json {
    private static final int SCHEMA = 1;
    private static final long MILLI = 1_000_000;
    private static final long MICRO = 1_000;

    private Json() {}

    /** The bytes of the file: UTF-8. */
    public static byte[] of(RunReport report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.useDefaultPrettyPrinter();
            write(report, out);
        }
        return bytes.toByteArray();
    }

    private static void write(RunReport report, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("schemaVersion", SCHEMA);
        out.writeStringField("target", report.target());
        if (report.profile().isPresent()) {
            out.writeStringField("profile", report.profile().get());
        }
        out.writeNumberField("seed", report.seed());
        out.writeStringField("version", report.version());
        out.writeStringField("started", report.started().toString());
        out.writeNumberField("durationMs", report.duration() / MILLI);
        out.writeBooleanField("interrupted", report.interrupted());
        out.writeObjectFieldStart("counts");
        for (Map.Entry<Verdict, Integer> count : report.counts().entrySet()) {
            out.writeNumberField(count.getKey().name(), count.getValue());
        }
        out.writeNumberField("SKIPPED", report.skipped());
        out.writeEndObject();
        out.writeArrayFieldStart("results");
        for (Result result : report.results()) {
            write(result, report, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(Result result, RunReport report, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", result.id());
        out.writeStringField("path", result.script().name());
        out.writeStringField("variant", result.variant());
        out.writeStringField("verdict", result.word());
        out.writeStringField("reason", result.reason());
        strings("clauses", result.clauses(), out);
        out.writeNumberField("line", result.line());
        out.writeNumberField("attempts", result.attempts());
        out.writeNumberField("durationMs", result.duration() / MILLI);
        out.writeNumberField("lateMaxUs", result.outcome().lateness() / MICRO);
        strings(
                "states",
                result.outcome().states().stream().map(TcpState::toString).toList(),
                out);
        if (result.departure().isPresent()) {
            out.writeStringField("departure", result.departure().get());
        } else if (result.expectation() != Result.Expectation.NONE) {
            out.writeStringField("baseline", result.expectation().name());
        }
        if (!result.outcome().findings().isEmpty()) {
            out.writeArrayFieldStart("findings");
            for (Finding finding : result.outcome().findings()) {
                write(finding, out);
            }
            out.writeEndArray();
            out.writeStringField("again", report.again(result));
        }
        if (!result.outcome().violations().isEmpty()) {
            strings(
                    "violations",
                    result.outcome().violations().stream()
                            .map(violation -> (violation.must() ? "" : "(should) ") + violation.clause() + " at "
                                    + violation.time() / MICRO + " us: " + violation.event())
                            .toList(),
                    out);
        }
        out.writeEndObject();
    }

    private static void write(Finding finding, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("verdict", finding.verdict().name());
        out.writeStringField("kind", finding.kind().name());
        out.writeNumberField("line", finding.location().line());
        out.writeStringField("reason", finding.reason());
        if (finding.expected().isPresent()) {
            out.writeStringField("expected", finding.expected().get());
        }
        if (finding.actual().isPresent()) {
            out.writeStringField("actual", finding.actual().get());
        }
        if (finding.clause().isPresent()) {
            out.writeStringField("clause", finding.clause().get());
        }
        if (!finding.differences().isEmpty()) {
            out.writeArrayFieldStart("differences");
            for (Difference difference : finding.differences()) {
                out.writeStartObject();
                out.writeStringField("field", difference.field());
                out.writeStringField("expected", difference.expected());
                out.writeStringField("actual", difference.actual());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        strings("details", finding.details(), out);
        out.writeEndObject();
    }

    /** Writes a list of strings as an array of this name. */
    static void strings(String name, List<String> values, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
