package io.statecraft.suites;

import io.statecraft.run.Judge;
import io.statecraft.run.Outcome;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.Session;
import io.statecraft.scenario.Scenario;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.nio.file.Path;
import java.util.Map;

/** Plays scenarios on the embedded target with the plain profile. */
final class Embedded {
    private static final long SEED = 1;
    private static final long FOUR_HOURS = 4 * 3600 * 1_000_000_000L;

    private Embedded() {}

    static Outcome play(Scenario scenario, Family family) {
        PlaySettings settings = PlaySettings.of(scenario.options(), Map.of());
        TargetRequest request = new TargetRequest(
                family,
                settings.localAddress(),
                settings.remoteAddress(),
                settings.mtu(),
                SEED,
                Path.of("."),
                false,
                settings.others());
        try (EmbeddedTargetKind kind =
                        new EmbeddedTargetKind(Profiles.named("rfc9293").orElseThrow());
                Target target = kind.open(request)) {
            return new Session(scenario, target, settings, Judge.Mode.STRICT, SEED, FOUR_HOURS).play();
        }
    }

    /** Whether a scenario can be played there. */
    static boolean suits(Scenario scenario, Family family) {
        String other = family.wireVersion() == 4 ? "ipv6" : "ipv4";
        return !scenario.header().needs().contains("kernel")
                && !scenario.header().needs().contains(other);
    }
}
