package io.statecraft.suites;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Outcome;
import io.statecraft.run.Verdict;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Expression;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Timing;
import io.statecraft.scenario.TransportPattern.Flags;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.suites.ShippedScenarios.Shipped;
import io.statecraft.target.Family;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.TcpFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * That every expectation of every shipped scenario matters: with a wrong state, wrong flags, a wrong acknowledgment number, a wrong
 * time, or a wrong result in one of its lines, the scenario fails, and at that line.
 */
public class BrokenScenariosTest {
    private static final long SECOND = 1_000_000_000;

    @DataProvider
    public static Object[][] scenarios() {
        return ShippedScenarios.all().stream()
                .filter(shipped -> Embedded.suits(shipped.scenario(), Family.IPV4))
                .map(shipped -> new Object[] {shipped})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "scenarios")
    public void aBrokenExpectationFailsAtItsLine(Shipped shipped) {
        Scenario scenario = shipped.scenario();
        int broken = 0;
        for (int i = 0; i < scenario.steps().size(); i++) {
            for (Step wrong : wrongs(scenario.steps().get(i))) {
                Outcome outcome = Embedded.play(with(scenario, i, wrong), Family.IPV4);
                assertEquals(outcome.verdict(), Optional.of(Verdict.FAIL), wrong.toString());
                int line = outcome.finding().orElseThrow().location().line();
                assertEquals(line, wrong.location().line(), wrong.toString());
                broken++;
            }
        }
        assertTrue(broken > 0);
    }

    private static Scenario with(Scenario scenario, int index, Step step) {
        List<Step> steps = new ArrayList<>(scenario.steps());
        steps.set(index, step);
        return new Scenario(scenario.header(), scenario.options(), scenario.init(), steps, scenario.cleanup());
    }

    private static List<Step> wrongs(Step step) {
        List<Step> wrongs = new ArrayList<>();
        if (step.action() instanceof Action.AssertState right) {
            wrongs.add(with(step, new Action.AssertState(right.descriptor(), right.peer(), other(right.state()))));
        } else if (step.action() instanceof Action.Call right
                && right.returnsAt().isEmpty()) {
            wrongs.add(with(step, returning(right, otherResult(right), right.errno())));
            right.errno()
                    .ifPresent(
                            errno -> wrongs.add(with(step, returning(right, right.result(), Optional.of("ENOTSOCK")))));
        } else if (step.action() instanceof Action.Expect right
                && right.packet().transport() instanceof Tcp tcp) {
            wrongs.add(with(step, new Action.Expect(with(right.packet(), otherFlags(tcp)))));
            wrongs.add(with(step, new Action.Expect(with(right.packet(), otherAck(tcp)))));
            if (step.timing() instanceof Timing.Relative relative) {
                Timing later = new Timing.Relative(2 * relative.after() + SECOND);
                wrongs.add(new Step(later, step.action(), step.location()));
            }
        }
        return wrongs;
    }

    private static Step with(Step step, Action action) {
        return new Step(step.timing(), action, step.location());
    }

    private static PacketPattern with(PacketPattern packet, Tcp tcp) {
        return new PacketPattern(packet.outer(), packet.ip(), tcp);
    }

    private static TcpState other(TcpState state) {
        TcpState[] all = TcpState.values();
        return all[(state.ordinal() + 1) % all.length];
    }

    private static Expression otherResult(Action.Call call) {
        long right = ((Expression.Number) call.result()).value();
        // A descriptor has the number that the script gives it: wrong is that there is one, or none.
        boolean makesDescriptor =
                call.function().equals("socket") || call.function().equals("accept");
        return Expression.Number.of(makesDescriptor && right >= 0 ? -1 : right + 1);
    }

    private static Action.Call returning(Action.Call call, Expression result, Optional<String> errno) {
        return new Action.Call(call.function(), call.arguments(), result, errno, call.note(), call.returnsAt());
    }

    private static Tcp otherFlags(Tcp tcp) {
        Flags flags =
                new Flags(tcp.flags().mask() ^ TcpFlag.FIN.mask(), tcp.flags().aceDigit());
        return new Tcp(
                tcp.ports(),
                flags,
                tcp.sequence(),
                tcp.ack(),
                tcp.window(),
                tcp.urgentPointer(),
                tcp.options(),
                tcp.resetDiagnostic(),
                tcp.udpPorts());
    }

    private static Tcp otherAck(Tcp tcp) {
        return new Tcp(
                tcp.ports(),
                tcp.flags(),
                tcp.sequence(),
                OptionalLong.of(tcp.ack().orElse(0) + 1),
                tcp.window(),
                tcp.urgentPointer(),
                tcp.options(),
                tcp.resetDiagnostic(),
                tcp.udpPorts());
    }
}
