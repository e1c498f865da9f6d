package io.statecraft.run;

import io.statecraft.oracle.SocketCall;
import io.statecraft.run.Finding.Kind;
import io.statecraft.run.Schedule.Completion;
import io.statecraft.run.Schedule.Due;
import io.statecraft.run.mapping.Difference;
import io.statecraft.scenario.Action.Call;
import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Step;
import io.statecraft.script.ScriptPrinter;
import io.statecraft.target.SocketApi;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.SocketApi.Pending;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.wire.FourTuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the script's calls, and compares what they give back. */
final class CallSteps {
    /** Calls whose result is a new descriptor. */
    private static final Set<String> MAKERS = Set.of("socket", "accept", "accept4", "open", "epoll_create");

    /** How long a call that should not block is waited for: packets may still be under way to the target. */
    private static final long PATIENCE = 1_000_000_000;

    private final Stage stage;
    private final SocketApi sockets;
    private final Values values;
    private final ValueComparison comparison;
    private final CallMeaning meaning;
    private final Set<Integer> datagramSockets = new HashSet<>();
    private final List<Blocked> blocked = new ArrayList<>();
    private long nextId = 1;

    /**
     * A call that blocks.
     *
     * @param due when it is to be made
     * @param end when it is due to return
     * @param behind how far the scenario was behind its own times when the call was made
     */
    private record Blocked(Step step, Call call, long id, Pending pending, Due end, long behind) {}

    CallSteps(Stage stage, SocketApi sockets) {
        this.stage = stage;
        this.sockets = sockets;
        this.values = new Values(sockets);
        this.comparison = new ValueComparison(
                values, stage.bench().byClock(0), stage.settings().tolerance().nanos());
        this.meaning = new CallMeaning(
                sockets,
                stage.bench().target().remoteAddress(),
                stage.settings().connectPort());
    }

    /** What came of a call: when it was over, and what is wrong with it, if anything. */
    record Made(Completion completion, Optional<Finding> finding) {}

    /**
     * Makes a call.
     *
     * @param end when it is due to return, if it blocks
     */
    Made make(Step step, Call call, Due due, Optional<Due> end) {
        Bench bench = stage.bench();
        boolean waits =
                !blocked.isEmpty() && (end.isPresent() || blocked.get(0).end().notBefore() <= bench.now());
        if (waits) {
            // As in packetdrill: one at a time blocks, and the one that is about to return comes first.
            awaitFirst(bench.now() + PATIENCE);
            Optional<Finding> wrong = check();
            if (wrong.isPresent()) {
                return new Made(Completion.at(bench.now()), wrong);
            }
        }
        boolean ofDatagrams =
                firstDescriptor(call).map(datagramSockets::contains).orElse(false);
        Optional<SocketCall> means = ofDatagrams ? Optional.empty() : meaning.of(call); // the oracle judges TCP
        if (ofDatagrams && isAddressed(call)) {
            stage.conversations().connecting(firstDescriptor(call).orElseThrow());
        }
        if (means.isPresent() && means.get() instanceof SocketCall.Connect connect) {
            stage.conversations().connecting(connect.descriptor(), connect.remote(), connect.port());
        }
        long id = nextId++;
        long before = bench.now();
        if (!waits) {
            stage.doing(before, due);
        }
        Pending pending =
                sockets.start(new Invocation(call.function(), call.arguments(), descriptor(call), end.isPresent()));
        long startedAt = bench.sinceStart(pending.startedAt());
        if (!bench.isVirtual()) {
            stage.lateness()
                    .add(startedAt - before, stage.settings().tolerance().nanos()); // another thread may make it
        }
        stage.recorder()
                .add(new TraceEvent.CallStarted(startedAt, step.location().line(), id, text(call), means));
        if (end.isPresent()) {
            blocked.add(new Blocked(
                    step, call, id, pending, end.get(), stage.schedule().behind()));
            Optional<Finding> finding = check();
            return new Made(new Completion(Math.min(before, startedAt), bench.now(), bench.now()), finding);
        }
        if (!pending.isDone() && !sockets.await(pending, bench.byClock(bench.now() + PATIENCE))) {
            return new Made(
                    Completion.at(bench.now()),
                    Optional.of(Finding.fail(
                            Kind.RESULT,
                            step.location(),
                            call.function() + " has not returned after " + Seconds.of(PATIENCE)
                                    + "; a call that is to block is written T...E")));
        }
        Optional<Finding> finding = returned(step, call, id, pending);
        long endedAt = bench.sinceStart(pending.endedAt());
        return new Made(new Completion(startedAt, endedAt, bench.isVirtual() ? endedAt : bench.now()), finding);
    }

    /** Looks at the calls that block: the first thing that is wrong with one that has returned. */
    Optional<Finding> check() {
        Iterator<Blocked> each = blocked.iterator();
        while (each.hasNext()) {
            Blocked call = each.next();
            if (!call.pending().isDone()) {
                continue;
            }
            each.remove();
            Optional<Finding> wrong = returned(call.step(), call.call(), call.id(), call.pending());
            if (wrong.isEmpty()) {
                wrong = timing(call);
            }
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** Waits for the calls that block, at the scenario's end. */
    Optional<Finding> finish() {
        Bench bench = stage.bench();
        while (!blocked.isEmpty()) {
            Blocked call = blocked.get(0);
            long patience = Math.max(bench.now() + PATIENCE, call.end().notAfter());
            if (!sockets.await(call.pending(), bench.byClock(patience))) {
                return Optional.of(Finding.fail(
                                Kind.TIMING,
                                call.step().location(),
                                call.call().function() + " still blocks at the end of the scenario")
                        .comparing("return at " + Seconds.of(call.end().at()), "none"));
            }
            Optional<Finding> wrong = check();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private void awaitFirst(long deadline) {
        sockets.await(blocked.get(0).pending(), stage.bench().byClock(deadline));
    }

    /** Takes note of a result, and compares it. */
    private Optional<Finding> returned(Step step, Call call, long id, Pending pending) {
        Result result = pending.result();
        stage.recorder()
                .add(new TraceEvent.CallReturned(
                        stage.bench().sinceStart(pending.endedAt()),
                        id,
                        result.value(),
                        result.errno(),
                        connection(call, result)));
        Optional<Finding> wrong = compare(step, call, result);
        if (wrong.isEmpty()) {
            learn(call, result);
        }
        return wrong;
    }

    private Optional<FourTuple> connection(Call call, Result result) {
        return switch (call.function()) {
            case "accept", "accept4" ->
                result.value() >= 0 ? Ends.connection(sockets.ends((int) result.value())) : Optional.empty();
            case "connect", "sendto" -> firstDescriptor(call).flatMap(fd -> Ends.connection(sockets.ends(fd)));
            default -> Optional.empty();
        };
    }

    private void learn(Call call, Result result) {
        int fd = firstDescriptor(call).orElse(-1);
        switch (call.function()) {
            case "socket" -> {
                if (result.value() >= 0) {
                    made(call, (int) result.value());
                }
            }
            case "listen" -> stage.conversations().listening(fd);
            case "accept", "accept4" -> {
                if (result.value() >= 0) {
                    datagramSockets.remove((int) result.value());
                    stage.conversations().accepted((int) result.value(), connection(call, result));
                }
            }
            case "connect" -> {
                if (WrittenAddress.isUnspecified(call.arguments().get(1), values) && result.value() == 0) {
                    stage.conversations().disconnected(fd);
                } else if (datagramSockets.contains(fd) && result.value() == 0) {
                    connection(call, result)
                            .ifPresent(ends -> stage.conversations().datagramSocketHas(fd, ends));
                }
            }
            default -> {}
        }
    }

    private void made(Call call, int fd) {
        if (isForDatagrams(call)) {
            datagramSockets.add(fd);
            stage.conversations().madeForDatagrams(fd);
        } else {
            datagramSockets.remove(fd);
            stage.conversations().made(fd);
        }
    }

    /** {@code socket(…, SOCK_DGRAM, …)}: the lower four bits of the type say so, flags are above them. */
    private boolean isForDatagrams(Call call) {
        OptionalLong type =
                call.arguments().size() > 1 ? values.number(call.arguments().get(1)) : OptionalLong.empty();
        OptionalLong datagrams = sockets.valueOf("SOCK_DGRAM");
        return type.isPresent() && datagrams.isPresent() && (type.getAsLong() & 0xf) == datagrams.getAsLong();
    }

    /** Whether it names the address of the peer, which the harness supplies. */
    private static boolean isAddressed(Call call) {
        int address =
                switch (call.function()) {
                    case "connect" -> 1;
                    case "sendto" -> 4;
                    case "sendmsg" -> 1;
                    default -> Integer.MAX_VALUE;
                };
        if (call.arguments().size() <= address) {
            return false;
        }
        Expression argument = call.arguments().get(address);
        return argument instanceof Expression.Ellipsis
                || argument instanceof Expression.Struct message
                        && message.field("msg_name")
                                .filter(Expression.Ellipsis.class::isInstance)
                                .isPresent();
    }

    private Optional<Finding> compare(Step step, Call call, Result result) {
        Optional<String> wrong = wrongValue(call, result);
        if (wrong.isEmpty() && call.errno().isPresent()) {
            String expected = call.errno().get();
            boolean same = result.errno()
                    .map(actual -> values.sameError(expected, actual))
                    .orElse(false);
            wrong = same ? Optional.empty() : Optional.of(expected);
        }
        if (wrong.isPresent()) {
            return Optional.of(Finding.fail(Kind.RESULT, step.location(), call.function() + " returned " + text(result))
                    .comparing(expectedText(call), text(result)));
        }
        for (Map.Entry<Integer, Expression> output : new TreeMap<>(result.outputs()).entrySet()) {
            int index = output.getKey();
            List<Difference> differences = index < call.arguments().size()
                    ? comparison.differences(call.arguments().get(index), output.getValue())
                    : List.of();
            if (!differences.isEmpty()) {
                return Optional.of(otherOutput(step, call, differences));
            }
        }
        return Optional.empty();
    }

    /** Names the members that differ, and no others. */
    private static Finding otherOutput(Step step, Call call, List<Difference> differences) {
        Difference first = differences.get(0);
        String name = first.field().isEmpty() ? "" : first.field() + " = ";
        String more = differences.size() == 1 ? "" : ", and " + (differences.size() - 1) + " more";
        return Finding.fail(
                        Kind.RESULT,
                        step.location(),
                        call.function() + " gave " + name + first.actual() + " where " + first.expected()
                                + " is expected" + more)
                .comparing(listed(differences, Difference::expected), listed(differences, Difference::actual));
    }

    private static String listed(List<Difference> differences, Function<Difference, String> value) {
        return differences.stream()
                .map(difference ->
                        (difference.field().isEmpty() ? "" : difference.field() + "=") + value.apply(difference))
                .collect(Collectors.joining(", "));
    }

    /** What was expected, if the value is another. Any descriptor will do where one is made. */
    private Optional<String> wrongValue(Call call, Result result) {
        if (call.result() instanceof Expression.Ellipsis) {
            return Optional.empty();
        }
        OptionalLong expected = values.number(call.result());
        if (expected.isEmpty()) {
            return Optional.of(ScriptPrinter.expression(call.result()));
        }
        long wanted = expected.getAsLong();
        boolean right = MAKERS.contains(call.function()) && wanted >= 0
                ? result.value() >= 0
                : (int) wanted == (int) result.value();
        return right ? Optional.empty() : Optional.of(String.valueOf(wanted));
    }

    private Optional<Finding> timing(Blocked call) {
        long at = stage.bench().sinceStart(call.pending().endedAt());
        Due end = call.end();
        // What made it return may itself have been late within its tolerance.
        long behind = Math.max(0, stage.schedule().behind() - call.behind());
        boolean early = at < end.notBefore();
        if (!early && at <= end.notAfter() + behind) {
            return Optional.empty();
        }
        return Optional.of(Finding.fail(
                        early ? Kind.EARLY : Kind.TIMING,
                        call.step().location(),
                        call.call().function() + " returned "
                                + (early ? Seconds.of(end.at() - at) + " early" : Seconds.of(at - end.at()) + " late")
                                + "; the tolerance is " + Seconds.of(end.tolerance()))
                .comparing("return at " + Seconds.of(end.at()), "return at " + Seconds.of(at))
                .timed(stage.partOfTime(early ? 0 : at - end.notAfter() - behind)));
    }

    private OptionalInt descriptor(Call call) {
        OptionalLong result = values.number(call.result());
        return MAKERS.contains(call.function()) && result.isPresent() && result.getAsLong() >= 0
                ? OptionalInt.of((int) result.getAsLong())
                : OptionalInt.empty();
    }

    private Optional<Integer> firstDescriptor(Call call) {
        OptionalLong first = call.arguments().isEmpty()
                ? OptionalLong.empty()
                : values.number(call.arguments().get(0));
        return first.isPresent() ? Optional.of((int) first.getAsLong()) : Optional.empty();
    }

    private static String expectedText(Call call) {
        return ScriptPrinter.expression(call.result())
                + call.errno().map(name -> " " + name).orElse("");
    }

    private static String text(Result result) {
        return result.value() + result.errno().map(name -> " " + name).orElse("");
    }

    /** {@code connect(3, ..., ...)}. */
    private static String text(Call call) {
        StringBuilder text = new StringBuilder(call.function()).append('(');
        for (int i = 0; i < call.arguments().size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(ScriptPrinter.expression(call.arguments().get(i)));
        }
        return text.append(')').toString();
    }
}
