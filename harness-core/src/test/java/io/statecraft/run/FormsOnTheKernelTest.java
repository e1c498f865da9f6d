package io.statecraft.run;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.script.ScriptPrinter;
import io.statecraft.target.TargetUnavailableException;
import io.statecraft.target.kernel.KernelTargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.Assert;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Each form of the language in a small script, played at this machine's kernel. The first line of a script says what comes of it:
 * {@code // expect: PASS}, or the verdict, the line, and what the reason begins with. A script that is to fail differs from one that
 * passes in what it expects alone, so that what is written is seen to be compared.
 */
public final class FormsOnTheKernelTest {
    private static final Path FORMS = Path.of("src/test/resources/io/statecraft/forms");
    private static final Pattern EXPECTED =
            Pattern.compile("// expect: (?<verdict>[A-Z]+)(?: (?<line>\\d+): (?<reason>.*))?");
    /** A form's first command asks the kernel for something that not every kernel has. */
    private static final String UNPREPARED = "the command before the first statement ended with status";

    private static final long LIMIT = 30_000_000_000L;

    @Test
    public void eachFormComesToWhatItsFirstLineSays() throws IOException {
        List<Script> scripts = scripts();
        Map<String, String> others = new TreeMap<>();
        List<String> unprepared = new ArrayList<>();
        for (Result result : play(scripts)) {
            String expected =
                    Files.readAllLines(Path.of(result.script().name())).get(0);
            String actual = text(result);
            Matcher wanted = EXPECTED.matcher(expected);
            assertTrue(wanted.matches(), result.script().name() + ": " + expected);
            String start = wanted.group("line") == null
                    ? wanted.group("verdict")
                    : wanted.group("verdict") + " " + wanted.group("line") + ": " + wanted.group("reason");
            if (actual.contains(UNPREPARED)) {
                unprepared.add(result.id());
            } else if (!(wanted.group("line") == null ? actual.equals(start) : actual.startsWith(start))) {
                others.put(result.id() + "@" + result.variant(), actual);
            }
        }
        assertEquals(others.toString(), "{}");
        if (!unprepared.isEmpty()) {
            unavailable(new SkipException("this kernel has not what these need: " + unprepared));
        }
    }

    private static void unavailable(RuntimeException missing) {
        if (System.getProperty("statecraft.require", "").contains("kernel")) {
            throw new AssertionError(missing);
        }
        throw missing instanceof SkipException ? missing : new SkipException(missing.getMessage());
    }

    @Test
    public void eachFormIsTheSameWhenPrintedAndParsedAgain() throws IOException {
        ParseOptions options = ParseOptions.DEFAULT.withConditions(Set.of("Linux"));
        for (Script script : scripts()) {
            Parsed parsed = script.parse(options);
            if (parsed.scenario().isEmpty()) {
                continue; // it is to be skipped, or an error, which the other test sees
            }
            String printed = ScriptPrinter.print(parsed.scenario().get());
            Parsed again = ScriptParser.parse("printed", printed, options);
            assertEquals(again.scenario(), parsed.scenario(), script.name() + "\n" + printed + again.render());
        }
    }

    private static List<Script> scripts() {
        List<Script> scripts = Scripts.find(List.of(FORMS.toString())).found();
        assertTrue(scripts.size() > 30, "only " + scripts.size() + " scripts");
        return scripts;
    }

    private static List<Result> play(List<Script> scripts) {
        try (KernelTargetKind kind = new KernelTargetKind()) {
            Plan plan = Plan.of(
                    scripts,
                    new Plan.Options(
                            new Selection(List.of(), List.of(), List.of(), false),
                            Variants.usual(),
                            Map.of(),
                            Set.of("Linux"),
                            Map.of(),
                            kind.capabilities(),
                            Optional.empty()));
            Runner.Options options = new Runner.Options(4, 1, 3, LIMIT, true, Baseline.NONE);
            List<Result> results = plan.merge(new Runner(kind, options, result -> {}).run(plan.jobs()));
            Assert.assertEquals(results.size(), plan.entries().size());
            return results;
        } catch (TargetUnavailableException e) {
            unavailable(e);
            throw e;
        }
    }

    /** {@code FAIL 7: the reason}, with what differs; {@code SKIPPED 0: why}. */
    private static String text(Result result) {
        Outcome outcome = result.outcome();
        if (outcome.skipped().isPresent()) {
            return "SKIPPED 0: " + outcome.skipped().get();
        }
        Verdict verdict = outcome.verdict().orElseThrow();
        return verdict
                + outcome.finding()
                        .map(finding -> " " + finding.location().line() + ": " + finding.reason())
                        .orElse("");
    }
}
