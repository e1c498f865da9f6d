package io.statecraft.target.embedded;

import io.statecraft.run.Judge;
import io.statecraft.run.Outcome;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.Session;
import io.statecraft.scenario.Scenario;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.stack.Profile;
import io.statecraft.target.Family;
import io.statecraft.target.TargetRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plays short scripts on the embedded target, with the oracle watching. */
final class Program {
    private static final long LIMIT = 1_000_000 * 1_000_000_000L;

    private Program() {}

    static EmbeddedTarget open(Profile profile, Family family, Map<String, String> settings) {
        return new EmbeddedTarget(profile, request(family, settings));
    }

    static TargetRequest request(Family family, Map<String, String> settings) {
        return request(family, 1500, settings);
    }

    private static TargetRequest request(Family family, int mtu, Map<String, String> settings) {
        return new TargetRequest(family, Optional.empty(), Optional.empty(), mtu, 1, Path.of("."), false, settings);
    }

    static Outcome play(Profile profile, String script) {
        Parsed parsed = ScriptParser.parse("script", script, ParseOptions.DEFAULT.withConditions(Set.of("FreeBSD")));
        Scenario scenario = parsed.scenario().orElseThrow(() -> new AssertionError(parsed.render()));
        return play(profile, scenario);
    }

    static Outcome play(Profile profile, Scenario scenario) {
        PlaySettings settings = PlaySettings.of(scenario.options(), Map.of());
        TargetRequest request = request(settings.family().orElse(Family.IPV4), settings.mtu(), settings.others());
        try (EmbeddedTarget target = new EmbeddedTarget(profile, request)) {
            return new Session(scenario, target, settings, Judge.Mode.REPORT, 1, LIMIT).play();
        }
    }

    /** {@code PASS}, or what went wrong. */
    static String verdict(Profile profile, String script) {
        return describe(play(profile, script));
    }

    /** The verdict of the script alone, without what the oracle found. */
    static String verdictAlone(Profile profile, Scenario scenario) {
        Outcome outcome = play(profile, scenario);
        String described = describe(outcome);
        return described.startsWith("PASS") ? "PASS" : described;
    }

    static String describe(Outcome outcome) {
        if (outcome.skipped().isPresent()) {
            return "SKIPPED: " + outcome.skipped().get();
        }
        List<String> reasons = outcome.findings().stream()
                .map(finding -> finding.location().line() + ": " + finding.reason())
                .collect(Collectors.toList());
        outcome.violations().forEach(violation -> reasons.add(violation.clause() + ": " + violation.event()));
        return outcome.verdict().orElseThrow() + (reasons.isEmpty() ? "" : " " + String.join("; ", reasons));
    }
}
