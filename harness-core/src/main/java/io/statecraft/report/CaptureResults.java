package io.statecraft.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.statecraft.capture.CaptureReport;
import io.statecraft.oracle.Violation;
import io.statecraft.oracle.offline.CaptureFindings;
import io.statecraft.oracle.offline.CaptureViolation;
import io.statecraft.tcp.TcpState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What came of captures, for other programs: {@code statecraft-results.json} as a run writes it, one result for each capture, with what a
 * capture has besides; and JUnit's XML.
 *
 * @param version of Statecraft
 * @param started when
 * @param duration nanoseconds of real time
 * @param captures in order
 */
public record CaptureResults(String version, Instant started, long duration, List<CaptureReport> captures) {
    private static final int SCHEMA = 1;
    private static final long MILLI = 1_000_000;

    /** The name of JUnit's test suite. */
    static final String SUITE = "statecraft.check";

    public CaptureResults {
        captures = List.copyOf(captures);
    }

    /** FAIL if a MUST was broken; INCONCLUSIVE if nothing could be judged. */
    static String verdict(CaptureReport report) {
        if (report.findings().failed()) {
            return "FAIL";
        }
        return report.findings().segments() == 0 ? "INCONCLUSIVE" : "PASS";
    }

    /** The bytes of the JSON file: UTF-8. */
    byte[] json() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeNumberField("schemaVersion", SCHEMA);
            out.writeStringField("target", "capture");
            out.writeNumberField("seed", 0);
            out.writeStringField("version", version);
            out.writeStringField("started", started.toString());
            out.writeNumberField("durationMs", duration / MILLI);
            out.writeObjectFieldStart("counts");
            for (String verdict : new String[] {"PASS", "INCONCLUSIVE", "FAIL", "ERROR", "SKIPPED"}) {
                out.writeNumberField(
                        verdict,
                        captures.stream()
                                .filter(c -> verdict(c).equals(verdict))
                                .count());
            }
            out.writeEndObject();
            out.writeArrayFieldStart("results");
            for (CaptureReport capture : captures) {
                write(capture, out);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(CaptureReport capture, JsonGenerator out) throws IOException {
        CaptureFindings findings = capture.findings();
        out.writeStartObject();
        out.writeStringField("id", capture.file().toString());
        out.writeStringField("path", capture.file().toString());
        out.writeStringField("variant", "capture");
        out.writeStringField("verdict", verdict(capture));
        out.writeStringField("reason", reason(capture));
        Json.strings(
                "clauses",
                findings.violations().stream()
                        .map(found -> found.violation().clause())
                        .distinct()
                        .toList(),
                out);
        out.writeNumberField("line", 0);
        out.writeNumberField("attempts", 1);
        out.writeNumberField("durationMs", capture.duration() / MILLI);
        out.writeNumberField("lateMaxUs", 0);
        Json.strings("states", List.of(), out);
        violations("captureViolations", findings.violations(), out);
        violations("unproven", findings.unproven(), out);
        Json.strings("signsOfMissingPackets", findings.signs(), out);
        Json.strings("problems", capture.problems(), out);
        out.writeObjectFieldStart("capture");
        out.writeNumberField("packets", capture.packets());
        out.writeNumberField("segments", findings.segments());
        out.writeNumberField("others", capture.others());
        out.writeNumberField("fragments", capture.fragments());
        out.writeNumberField("cut", capture.cut());
        out.writeNumberField("malformed", capture.malformed());
        out.writeNumberField("wrongChecksums", findings.damaged());
        out.writeNumberField("connections", findings.connections());
        out.writeNumberField("connectionsWhole", findings.whole());
        out.writeNumberField("connectionsJoined", findings.joined());
        out.writeNumberField("connectionsOneWay", findings.oneWay());
        out.writeNumberField("connectionsNotJudged", findings.abstained());
        out.writeNumberField("missing", findings.missing());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void violations(String name, List<CaptureViolation> found, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (CaptureViolation one : found) {
            Violation v = one.violation();
            out.writeStartObject();
            out.writeNumberField("packet", one.packet());
            out.writeNumberField("timeNs", v.time());
            out.writeStringField("connection", v.connection().toString());
            out.writeStringField("clause", v.clause());
            out.writeStringField("level", v.must() ? "MUST" : "SHOULD");
            out.writeStringField("rule", CaptureText.ruleOf(v.clause()));
            Json.strings(
                    "states",
                    v.before().stream().sorted().map(TcpState::toString).toList(),
                    out);
            out.writeStringField("event", v.event());
            Json.strings("allowed", v.allowed(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static String reason(CaptureReport capture) {
        List<CaptureViolation> musts = capture.findings().violations().stream()
                .filter(found -> found.violation().must())
                .toList();
        if (musts.isEmpty()) {
            return capture.findings().segments() == 0 ? "there is no TCP segment in it" : "";
        }
        CaptureViolation first = musts.get(0);
        return "packet " + first.packet() + " breaks " + first.violation().clause()
                + (musts.size() > 1 ? ", and " + (musts.size() - 1) + " more" : "");
    }

    /** The text of JUnit's file: a test case for each capture. */
    String junit() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
        attribute("name", SUITE, out);
        attribute("time", seconds(duration), out);
        attribute("tests", String.valueOf(captures.size()), out);
        attribute("errors", "0", out);
        attribute("skipped", String.valueOf(count("INCONCLUSIVE")), out);
        attribute("failures", String.valueOf(count("FAIL")), out);
        attribute("timestamp", started.toString(), out);
        out.append(">\n");
        for (CaptureReport capture : captures) {
            testCase(capture, out);
        }
        return out.append("</testsuite>\n").toString();
    }

    private long count(String verdict) {
        return captures.stream().filter(c -> verdict(c).equals(verdict)).count();
    }

    private static void testCase(CaptureReport capture, StringBuilder out) {
        out.append("  <testcase");
        attribute("name", capture.file().toString(), out);
        attribute("classname", SUITE, out);
        attribute("time", seconds(capture.duration()), out);
        switch (verdict(capture)) {
            case "FAIL" -> {
                out.append(">\n    <failure");
                attribute("message", reason(capture), out);
                attribute("type", "FAIL", out);
                out.append('>');
                Junit.text(String.join("\n", CaptureText.of(capture)), out);
                out.append("</failure>\n  </testcase>\n");
            }
            case "INCONCLUSIVE" -> {
                out.append(">\n    <skipped");
                attribute("message", reason(capture), out);
                out.append("/>\n  </testcase>\n");
            }
            default -> out.append("/>\n");
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    private static void attribute(String name, String value, StringBuilder out) {
        out.append(' ').append(name).append("=\"");
        Junit.text(value, out);
        out.append('"');
    }
}
