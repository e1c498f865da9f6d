package io.statecraft.run;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.scenario.TransportPattern.Options;
import java.util.Optional;

/** What the language has and the player does not: a scenario that uses it is skipped before anything is sent. */
final class Playable {
    private Playable() {}

    /** Why a scenario cannot be played, if it cannot. */
    static Optional<String> reasonNot(Scenario scenario) {
        for (Step step : scenario.steps()) {
            Optional<String> reason = packet(step.action()).flatMap(Playable::reasonNot);
            if (reason.isPresent()) {
                return Optional.of("line " + step.location().line() + ": " + reason.get());
            }
        }
        return Optional.empty();
    }

    /** Whether some packet is in a tunnel: nobody but the target knows whether it unpacks them. */
    static boolean usesTunnels(Scenario scenario) {
        return scenario.steps().stream()
                .flatMap(step -> packet(step.action()).stream())
                .anyMatch(packet -> !packet.outer().isEmpty());
    }

    private static Optional<PacketPattern> packet(Action action) {
        if (action instanceof Action.Inject inject) {
            return Optional.of(inject.packet());
        }
        return action instanceof Action.Expect expect ? Optional.of(expect.packet()) : Optional.empty();
    }

    private static Optional<String> reasonNot(PacketPattern packet) {
        if (packet.transport() instanceof TransportPattern.Tcp tcp) {
            if (tcp.udpPorts().isPresent()) {
                return Optional.of("TCP in UDP is not played");
            }
            if (tcp.options() instanceof Options.Listed listed
                    && listed.list().stream().anyMatch(OptionPattern.ValidMd5.class::isInstance)) {
                return Optional.of("an MD5 digest (`md5 valid`) is not computed");
            }
        }
        return Optional.empty();
    }
}
