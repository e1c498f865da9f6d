package io.statecraft.report;

import io.statecraft.run.Finding;
import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import io.statecraft.run.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * JUnit's XML as Surefire writes it and build servers read it: a test suite for the run, a test case for each result. What is not green
 * is a failure or, if it is our own fault, an error; what the baseline expects is no failure.
 */
public final class Junit {
    private Junit() {}

    /** The name of the suite. */
    public static String name(RunReport report) {
        return "statecraft." + report.target();
    }

    /** The text of the file. */
    public static String of(RunReport report) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        List<Result> results = report.results();
        long errors = results.stream().filter(Junit::isError).count();
        long failures = results.stream().filter(Result::isBad).count() - errors;
        out.append("<testsuite");
        attribute("name", name(report), out);
        attribute("time", seconds(report.duration()), out);
        attribute("tests", String.valueOf(results.size()), out);
        attribute("errors", String.valueOf(errors), out);
        attribute("skipped", String.valueOf(report.skipped()), out);
        attribute("failures", String.valueOf(failures), out);
        attribute("timestamp", report.started().toString(), out);
        out.append(">\n  <properties>\n");
        property("statecraft.version", report.version(), out);
        property("statecraft.target", report.target(), out);
        report.profile().ifPresent(profile -> property("statecraft.profile", profile, out));
        property("statecraft.seed", String.valueOf(report.seed()), out);
        out.append("  </properties>\n");
        results.forEach(result -> testCase(result, report, out));
        return out.append("</testsuite>\n").toString();
    }

    private static boolean isError(Result result) {
        return result.isBad() && result.outcome().verdict().equals(Optional.of(Verdict.ERROR));
    }

    private static void testCase(Result result, RunReport report, StringBuilder out) {
        int slash = result.id().lastIndexOf('/');
        String folder = slash < 0 ? "" : "." + result.id().substring(0, slash).replace('/', '.');
        out.append("  <testcase");
        attribute("name", result.id().substring(slash + 1) + " (" + result.variant() + ")", out);
        attribute("classname", name(report) + folder, out);
        attribute("time", seconds(result.duration()), out);
        if (result.outcome().verdict().isEmpty()) {
            out.append(">\n    <skipped");
            attribute("message", result.reason(), out);
            out.append("/>\n  </testcase>\n");
        } else if (result.isBad()) {
            String element = isError(result) ? "error" : "failure";
            out.append(">\n    <").append(element);
            attribute("message", result.reason(), out);
            attribute(
                    "type",
                    result.word() + result.outcome().finding().map(Junit::kind).orElse(""),
                    out);
            out.append('>');
            text(String.join("\n", FailureText.of(result, report)), out);
            out.append("</").append(element).append(">\n  </testcase>\n");
        } else {
            out.append("/>\n");
        }
    }

    private static String kind(Finding finding) {
        return "." + finding.kind();
    }

    private static void property(String name, String value, StringBuilder out) {
        out.append("    <property");
        attribute("name", name, out);
        attribute("value", value, out);
        out.append("/>\n");
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    private static void attribute(String name, String value, StringBuilder out) {
        out.append(' ').append(name).append("=\"");
        text(value, out);
        out.append('"');
    }

    /** Text and attributes alike; what XML 1.0 cannot hold at all becomes U+FFFD. */
    static void text(String value, StringBuilder out) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xfffd);
            }
        });
    }

    private static boolean isAllowed(int c) {
        return c == '\r' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
    }
}
