package io.statecraft.explore;

import static io.statecraft.scenario.Scenarios.scenario;

import io.statecraft.run.Judge;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.Player;
import io.statecraft.run.mapping.Conversation;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.ScenarioBuilder;
import io.statecraft.scenario.Step;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out how much text closes a target's receive window: a scenario has fixed numbers, and how large a window a target makes of a
 * buffer is its own affair.
 */
final class WindowMeasurement {
    private static final int MOST_TEXTS = 40;
    private static final int LARGEST_TEXT = 1000;
    private static final long LIMIT = 60_000_000_000L;

    /** How soon anything happens is of no interest here. */
    private static final PlaySettings SETTINGS = PlaySettings.of(List.of(), Map.of("tolerance_usecs", "1000000"));

    private final TargetKind kind;
    private final Family family;

    WindowMeasurement(TargetKind kind, Family family) {
        this.kind = kind;
        this.family = family;
    }

    /** The texts that fill the buffer of a connection to {@code place}, which is one of ESTABLISHED; empty if none do. */
    Optional<ReceiveBuffer> at(Place place) {
        TargetRequest request = new TargetRequest(
                family,
                Optional.empty(),
                Optional.empty(),
                SETTINGS.mtu(),
                1,
                Path.of("").toAbsolutePath(),
                false,
                Map.of());
        try (Target target = kind.open(request)) {
            target.awaitStart();
            Player player = new Player(target, SETTINGS, Judge.Mode.OFF, 1, LIMIT);
            return fill(player, place);
        }
    }

    private static Optional<ReceiveBuffer> fill(Player player, Place place) {
        List<Integer> texts = new ArrayList<>();
        int done = 0;
        while (texts.size() < MOST_TEXTS) {
            ScenarioBuilder steps = scenario("matrix/measurement");
            place.lead(new Lead(steps, ReceiveBuffer.filledWith(texts)));
            Scenario longer = steps.build();
            for (Step step : longer.steps().subList(done, longer.steps().size())) {
                if (player.play(step).isPresent()) {
                    return Optional.empty();
                }
            }
            done = longer.steps().size();
            int window = shownBy(player);
            if (window == 0) {
                return Optional.of(ReceiveBuffer.filledWith(texts));
            }
            texts.add(Math.min(window, LARGEST_TEXT));
        }
        return Optional.empty();
    }

    /** The window that the target has shown last; none of the SYNs has a scale on the harness's side, so it counts as it is. */
    private static int shownBy(Player player) {
        return player.conversations().stream()
                .map(Conversation::lastOutbound)
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later)
                .map(packet -> packet.segment().window())
                .orElseThrow();
    }
}
