package io.statecraft.run;

import io.statecraft.run.code.CodeBlock;
import io.statecraft.run.code.CodeResult;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.target.TargetKind;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the language has and the player does not: a scenario that uses it is skipped before anything is sent. */
public final class Playable {
    /** So much of a command is shown, in characters. */
    private static final int LONGEST = 60;

    /** The capability of targets that carry TCP in UDP datagrams, as FreeBSD does. */
    private static final String TCP_IN_UDP = "tcp-in-udp";

    private Playable() {}

    /** Why a scenario cannot be played at targets with these capabilities, if it cannot. */
    static Optional<String> reasonNot(Scenario scenario, Set<String> capabilities) {
        return first(scenario, action -> packet(action)
                .filter(packet -> isInUdp(packet) && !capabilities.contains(TCP_IN_UDP))
                .map(packet -> "the target does not carry TCP in UDP"));
    }

    private static boolean isInUdp(PacketPattern packet) {
        if (packet.transport() instanceof TransportPattern.Icmp icmp) {
            return icmp.echoed()
                    .filter(echoed -> echoed instanceof TransportPattern.Echoed.OfTcp tcp
                            && tcp.udpPorts().isPresent())
                    .isPresent();
        }
        return packet.transport() instanceof TransportPattern.Tcp tcp
                && tcp.udpPorts().isPresent();
    }

    /** Why a scenario cannot be played at targets of a kind, as far as that can be known without playing it. */
    public static Optional<String> reasonNot(Scenario scenario, TargetKind kind) {
        return reasonNot(scenario, kind.capabilities())
                .or(() -> first(
                        scenario,
                        action -> action instanceof Action.Call call && !kind.knowsCall(call.function())
                                ? Optional.of("unknown system call: '" + call.function() + "'")
                                : Optional.empty()));
    }

    /** The first command for which targets of a kind need a shell. */
    public static Optional<String> command(Scenario scenario, TargetKind kind) {
        Optional<String> init = scenario.init().map(Action.Command::text).filter(kind::needsShell);
        return init.map(text -> "before the first statement: " + shown(text))
                .or(() -> first(
                        scenario,
                        action -> action instanceof Action.Command command && kind.needsShell(command.text())
                                ? Optional.of(shown(command.text()))
                                : Optional.empty()));
    }

    private static String shown(String command) {
        String line = command.strip().lines().findFirst().orElse("");
        return '`' + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + '`';
    }

    /** The first thing in a scenario's code that only python3 can evaluate. */
    public static Optional<String> foreignCode(Scenario scenario) {
        return first(
                scenario,
                action -> action instanceof Action.Code code
                        ? CodeBlock.parse(code.text())
                                .problem()
                                .filter(CodeResult.Unsupported.class::isInstance)
                                .map(problem -> ((CodeResult.Unsupported) problem).construct())
                        : Optional.empty());
    }

    /** What {@code what} says of the first action of which it says something, with its line. */
    private static Optional<String> first(Scenario scenario, Function<Action, Optional<String>> what) {
        for (Step step : scenario.steps()) {
            Optional<String> said = what.apply(step.action());
            if (said.isPresent()) {
                return Optional.of("line " + step.location().line() + ": " + said.get());
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
}
