package io.statecraft.run;

import io.statecraft.run.Finding.Kind;
import io.statecraft.run.TraceEvent.Witness;
import io.statecraft.run.mapping.Conversation;
import io.statecraft.scenario.Action.AllowedState;
import io.statecraft.scenario.Action.AssertState;
import io.statecraft.scenario.Step;
import io.statecraft.target.SocketApi;
import io.statecraft.target.StateProbe;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares states: with the target's own idea of them if it can be asked, else with those that the oracle allows. */
final class StateSteps {
    /** How often a target that takes its time is asked again. */
    private static final long PAUSE = 200_000;

    /** Where nothing has come for a while, looking less often leaves the processor to others. */
    private static final long LONGEST_PAUSE = 5_000_000;

    /** How long a packet may be on its way to a target, or wait for a processor there. */
    private static final long IN_FLIGHT = 50_000_000;

    /** Longer than an acknowledgment may be delayed (RFC 9293 MUST-40), and than any answer takes. */
    private static final long OWED = 1_100_000_000;

    private final Stage stage;
    private final Optional<SocketApi> sockets;
    private final Optional<StateProbe> probe;
    private final Judge judge;
    private final List<TcpState> seen = new ArrayList<>();

    /** @param judge may be null */
    StateSteps(Stage stage, Judge judge) {
        this.stage = stage;
        this.sockets = stage.bench().target().sockets();
        this.probe = stage.bench().target().probe();
        this.judge = judge;
    }

    /** Whose state is asked for: a connection, a listener, or neither, which is CLOSED. */
    private record Subject(String text, Optional<FourTuple> connection, Optional<SocketApi.Ends> socket) {}

    /** The states that were seen, in order, without repetitions. */
    List<TcpState> seen() {
        return List.copyOf(seen);
    }

    /** {@code state(fd) = NAME}. */
    Optional<Finding> check(Step step, AssertState wanted) {
        stage.settle();
        Subject subject = subject(wanted.descriptor(), wanted.peer());
        return probe.isPresent() ? askTarget(step, wanted, subject, probe.get()) : askOracle(step, wanted, subject);
    }

    /** {@code state(fd) = oracle}: the state that the target shows goes into the trace, where the oracle judges it. */
    Optional<Finding> checkAllowed(Step step, AllowedState wanted) {
        if (judge == null) {
            return Optional.of(Finding.of(
                    Verdict.INCONCLUSIVE,
                    Kind.STATE,
                    step.location(),
                    "which states are allowed the oracle says, and it is off"));
        }
        awaitWhatIsOwed();
        Subject subject = subject(wanted.descriptor(), wanted.peer());
        if (probe.isPresent() && subject.connection().isPresent()) {
            TcpState state = ask(probe.get(), subject);
            long deadline = stage.bench().now() + patience();
            while (!judge.statesOf(subject.connection().get()).contains(state)
                    && stage.bench().now() < deadline) {
                stage.bench().sleepUntil(stage.bench().now() + PAUSE);
                state = ask(probe.get(), subject);
            }
            record(step, subject, state, Witness.PROBE);
        }
        return Optional.empty();
    }

    /** Where time is ours, as long as anything may be owed; else until it is known that nothing is owed any more. */
    private void awaitWhatIsOwed() {
        Bench bench = stage.bench();
        long end = bench.now() + OWED;
        if (bench.isVirtual()) {
            stage.arrivals().collect(end);
            bench.sleepUntil(end);
        }
        stage.settle();
        // Not by now, but by when the silence is certain: else what did not come in time would never be held against
        // the target.
        long pause = PAUSE;
        while (bench.now() < end && judge.isAnythingOwed(bench.now(), stage.quietUntil())) {
            stage.arrivals().collect(bench.now() + pause);
            stage.settle();
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    private long patience() {
        Bench bench = stage.bench();
        return bench.isVirtual()
                ? 0
                : Math.max(IN_FLIGHT, stage.settings().tolerance().nanos());
    }

    private Optional<Finding> askTarget(Step step, AssertState wanted, Subject subject, StateProbe asked) {
        Bench bench = stage.bench();
        long deadline = bench.now() + patience();
        TcpState state = ask(asked, subject);
        while (state != wanted.state() && bench.now() < deadline) {
            bench.sleepUntil(bench.now() + PAUSE);
            state = ask(asked, subject);
        }
        record(step, subject, state, Witness.PROBE);
        if (state == wanted.state()) {
            return Optional.empty();
        }
        return Optional.of(wrong(step, wanted, "the target is in " + state, state.toString()));
    }

    private static TcpState ask(StateProbe asked, Subject subject) {
        if (subject.connection().isPresent()) {
            return asked.connection(subject.connection().get());
        }
        return subject.socket()
                .map(ends -> asked.listener(Ends.onWire(ends.local()), ends.localPort()))
                .orElse(TcpState.CLOSED);
    }

    private Optional<Finding> askOracle(Step step, AssertState wanted, Subject subject) {
        if (judge == null) {
            return Optional.of(Finding.of(
                    Verdict.INCONCLUSIVE,
                    Kind.STATE,
                    step.location(),
                    "the target cannot be asked for its state, and the oracle is off"));
        }
        Set<TcpState> states = new TreeSet<>(
                subject.connection().map(judge::statesOf).orElseGet(() -> judge.statesOf(wanted.descriptor())));
        if (!states.contains(wanted.state())) {
            return Optional.of(wrong(step, wanted, "by what was on the wire it is " + oneOf(states), oneOf(states)));
        }
        if (states.size() > 1) {
            return Optional.of(Finding.of(
                            Verdict.INCONCLUSIVE,
                            Kind.STATE,
                            step.location(),
                            "the target cannot be asked for its state, and by what was on the wire it is "
                                    + oneOf(states))
                    .comparing(wanted.state().toString(), oneOf(states)));
        }
        record(step, subject, wanted.state(), Witness.ORACLE);
        return Optional.empty();
    }

    private void record(Step step, Subject subject, TcpState state, Witness witness) {
        stage.recorder()
                .add(new TraceEvent.StateSeen(
                        stage.bench().now(),
                        step.location().line(),
                        subject.text(),
                        subject.connection(),
                        state,
                        witness));
        if (seen.isEmpty() || seen.get(seen.size() - 1) != state) {
            seen.add(state);
        }
    }

    private Finding wrong(Step step, AssertState wanted, String reason, String actual) {
        return Finding.fail(Kind.STATE, step.location(), reason + ", not in " + wanted.state())
                .comparing(wanted.state().toString(), actual);
    }

    private static String oneOf(Set<TcpState> states) {
        return String.join(" or ", states.stream().map(TcpState::toString).toList());
    }

    private Subject subject(int fd, boolean ofPeer) {
        if (ofPeer) {
            return new Subject(
                    fd + ", peer", stage.conversations().lastPassive().flatMap(Conversation::ends), Optional.empty());
        }
        Optional<SocketApi.Ends> ends = sockets.flatMap(api -> api.ends(fd));
        Optional<FourTuple> connection = Ends.connection(ends);
        if (connection.isEmpty()) {
            connection = stage.conversations().all().stream()
                    .filter(c -> c.descriptor().isPresent() && c.descriptor().getAsInt() == fd)
                    .reduce((earlier, later) -> later)
                    .flatMap(Conversation::ends)
                    .filter(tuple -> ends.isEmpty() || ends.get().localPort() == tuple.localPort());
        }
        return new Subject(String.valueOf(fd), connection, ends);
    }
}
