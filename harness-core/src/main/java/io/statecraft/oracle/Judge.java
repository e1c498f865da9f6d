package io.statecraft.oracle;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.PacketNotation;
import io.statecraft.wire.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Follows one connection: a set of hypotheses, and the events that the target may or may not have taken yet. After a contradiction it
 * abstains: what follows from a wrong state proves nothing.
 */
final class Judge {

    /** More hypotheses than this are not followed: the judge abstains. */
    private static final int MOST = 512;

    private final FourTuple tuple;
    private final Facts facts;
    private final List<Happening> happenings = new ArrayList<>();
    private final Steps steps;
    private Set<Hypothesis> hypotheses; // never changed, but replaced
    private boolean abstains;
    private int most;

    // For explaining: the hypotheses before the last happening was taken, as far as they are kept.
    private Set<Hypothesis> before = Set.of();
    private Hypothesis last;

    Judge(FourTuple tuple, Connection start, Standing standing, Facts facts, Steps.Door door, long time) {
        this.tuple = tuple;
        this.facts = facts;
        this.steps = new Steps(door);
        hypotheses = new FewSet<>(Hypothesis.of(start, standing, 0, time));
    }

    FourTuple tuple() {
        return tuple;
    }

    Facts facts() {
        return facts;
    }

    boolean abstains() {
        return abstains;
    }

    /** Whether there may be a connection: in none of CLOSED and LISTEN. */
    boolean isAlive() {
        return abstains
                || hypotheses.stream().anyMatch(h -> h.state() != TcpState.CLOSED && h.state() != TcpState.LISTEN);
    }

    /** The largest number of hypotheses held at once. */
    int most() {
        return most;
    }

    /** Nothing that this connection does from here on is judged. */
    void abstain() {
        abstains = true;
        hypotheses = new FewSet<>();
    }

    /** An event that the target takes between {@code earliest} and {@code latest}; the caller may set the latter later. */
    Happening happens(Happening happening) {
        if (!abstains) {
            happenings.add(happening);
            if (happening.latest <= happening.earliest) {
                settle(happening.earliest);
            }
        }
        return happening;
    }

    /** A segment in script notation, its numbers counted from the initial ones that the wire has shown. */
    String text(Segment s, boolean inbound) {
        Connection c = last == null ? Connection.closed() : last.connection();
        long iss = c.snd().iss().toLong();
        long irs = c.rcv().irs().toLong();
        return PacketNotation.segment(s, inbound ? irs : iss, inbound ? iss : irs);
    }

    /** The states that are allowed at {@code time}. */
    Set<TcpState> states(long time) {
        if (abstains) {
            return EnumSet.allOf(TcpState.class);
        }
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        candidates(time).forEach(h -> states.add(h.state()));
        return states;
    }

    /** What the surviving hypotheses say alike of the standing choices. */
    Standing agreed() {
        return hypotheses.stream()
                .map(Hypothesis::standing)
                .reduce(Standing::agreedWith)
                .orElse(Standing.NONE);
    }

    /** A segment from the target; {@code ecn} is the IP header's ECN field. */
    Optional<Violation> sent(Segment s, int ecn, long time) {
        return strike(time, () -> "> " + text(s, false), h -> SegmentSent.judge(h, s, ecn, time, facts));
    }

    Optional<Violation> seenIn(TcpState state, long time) {
        return strike(
                time,
                () -> "the target's own probe shows " + state,
                h -> h.state() == state
                        ? Judged.allowed(h)
                        : Judged.struck(
                                Contradiction.ofState(clauseOfLast(), h.state().toString())));
    }

    /** All that the target sent until {@code time} has been seen. */
    Optional<Violation> elapsed(long time) {
        return strike(time, () -> "nothing came", h -> {
            Contradiction missing = Spontaneous.missing(h, time, facts);
            return missing == null ? Judged.allowed(h) : Judged.struck(missing);
        });
    }

    /** Keeps the hypotheses of which {@code possible} holds: what a call's result tells. */
    Optional<Violation> keep(long time, String text, Function<Hypothesis, Contradiction> impossible) {
        return strike(time, () -> text, h -> {
            Contradiction why = impossible.apply(h);
            return why == null ? Judged.allowed(h) : Judged.struck(why);
        });
    }

    /** Changes every hypothesis alike: what is known after the fact, such as how much of a write was taken. */
    void amend(Function<Hypothesis, Hypothesis> change) {
        Set<Hypothesis> amended = new FewSet<>();
        hypotheses.forEach(h -> amended.add(change.apply(h)));
        hypotheses = amended;
    }

    /** Whether one of the hypotheses at {@code time} owes something whose deadline is not over at {@code silent}. */
    boolean owes(long time, long silent) {
        return !abstains
                && candidates(time).stream()
                        .flatMap(h -> h.owed().stream())
                        .anyMatch(owed -> owed.deadline() != Long.MAX_VALUE && owed.deadline() >= silent);
    }

    /** What may come next, or must, one sentence each. */
    List<String> expected(long time) {
        Set<String> sentences = new LinkedHashSet<>();
        for (Hypothesis h : candidates(time)) {
            h.owed()
                    .forEach(owed -> sentences.add(h.state() + ": "
                            + (owed.deadline() == Long.MAX_VALUE ? "possibly " : "")
                            + Notation.of(owed.emission(), h)));
            if (h.owed().isEmpty()) {
                sentences.add(h.state() + ": nothing is owed; " + Notation.seqAndAck(h.connection()));
            }
        }
        return List.copyOf(sentences);
    }

    private Optional<Violation> strike(long time, Supplier<String> text, Function<Hypothesis, Judged> judge) {
        if (abstains) {
            return Optional.empty();
        }
        Set<Hypothesis> candidates = candidates(time);
        Set<Hypothesis> left = new FewSet<>();
        List<Contradiction> reasons = new ArrayList<>();
        Contradiction advice = null;
        boolean advised = true; // by all that are left
        for (Hypothesis h : candidates) {
            Judged judged = judge.apply(h);
            if (judged.next() != null) {
                left.add(judged.next());
                advice = judged.advice();
                advised &= advice != null;
            } else {
                reasons.add(judged.why());
            }
        }
        if (!left.isEmpty()) {
            replace(left);
            return advised && facts.advised.add(advice.clause())
                    ? Optional.of(warning(time, text, advice.clause(), List.of(advice.allowed())))
                    : againstAdvice(time, text);
        }
        Violation violation = violation(time, text.get(), candidates, reasons, remembered(time, judge));
        abstain();
        return Optional.of(violation);
    }

    /** A warning, if by now it is certain that the target answers a choice as a SHOULD advises against; once for each choice. */
    private Optional<Violation> againstAdvice(long time, Supplier<String> text) {
        for (Choice choice : Choice.advised()) {
            Answer answer = last.standing().to(choice);
            Optional<String> clause = answer == null ? Optional.empty() : choice.clauseAgainst(answer);
            if (clause.isPresent()
                    && hypotheses.stream().allMatch(h -> h.standing().to(choice) == answer)
                    && facts.warned.add(choice)) {
                List<String> advised = choice.allowed().stream()
                        .filter(other -> choice.clauseAgainst(other).isEmpty())
                        .map(other -> choice + " answered " + other + " (" + choice.source() + ")")
                        .toList();
                return Optional.of(warning(time, text, clause.get(), advised));
            }
        }
        return Optional.empty();
    }

    private Violation warning(long time, Supplier<String> text, String clause, List<String> advised) {
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        hypotheses.forEach(h -> states.add(h.state()));
        return new Violation(time, clause, false, tuple, states, event(text.get()), advised, Optional.empty());
    }

    private String event(String text) {
        return happenings.isEmpty()
                ? text
                : text + ", after " + happenings.get(happenings.size() - 1).text.get();
    }

    private Violation violation(
            long time,
            String text,
            Set<Hypothesis> candidates,
            List<Contradiction> reasons,
            Optional<String> remembered) {
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        candidates.forEach(h -> states.add(h.state()));
        Contradiction best = reasons.stream()
                .max(Comparator.comparingInt(Contradiction::rank))
                .orElseThrow();
        Set<String> allowed = new LinkedHashSet<>();
        reasons.forEach(reason -> allowed.add(reason.allowed()));
        return new Violation(
                time,
                best.clause(),
                Clauses.areBinding(best.clause()),
                tuple,
                states,
                event(text),
                List.copyOf(allowed),
                remembered);
    }

    /** If forgetting the standing choices would have saved a hypothesis: which choice it was, and how it was answered before. */
    private Optional<String> remembered(long time, Function<Hypothesis, Judged> judge) {
        for (Hypothesis h : before) {
            for (Choice choice : Choice.values()) {
                Answer known = h.standing().to(choice);
                if (known == null) {
                    continue;
                }
                for (Answer other : choice.allowed()) {
                    if (other != known
                            && candidates(new FewSet<>(h.with(h.standing().with(choice, other))), time).stream()
                                    .anyMatch(c -> judge.apply(c).next() != null)) {
                        return Optional.of(choice + " was answered " + known + " before, and now " + other + " ("
                                + choice.source() + ")");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Takes the events that the target has certainly taken by {@code time}. */
    private void settle(long time) {
        before = hypotheses;
        replace(candidates(time));
    }

    private void replace(Set<Hypothesis> next) {
        hypotheses = next;
        last = next.iterator().next();
        most = Math.max(most, next.size());
        if (next.size() > MOST) {
            abstain();
        }
    }

    /** Every hypothesis that is possible at {@code time}: each event that may have been taken is taken, and not taken. */
    private Set<Hypothesis> candidates(long time) {
        return candidates(hypotheses, time);
    }

    private Set<Hypothesis> candidates(Set<Hypothesis> from, long time) {
        if (!hasToTake(from, time)) {
            return withSpontaneous(from, time);
        }
        Set<Hypothesis> possible = new FewSet<>();
        for (Hypothesis start : from) {
            Set<Hypothesis> front = new FewSet<>(start);
            for (int i = start.taken(); i < happenings.size() && happenings.get(i).earliest <= time; i++) {
                Happening happening = happenings.get(i);
                if (happening.latest > time) {
                    possible.addAll(front); // it may not have been taken yet
                }
                Set<Hypothesis> after = new FewSet<>();
                for (Hypothesis h : withSpontaneous(front, happening.earliest)) {
                    after.addAll(steps.take(h, happening));
                }
                front = after;
            }
            possible.addAll(front);
        }
        return withSpontaneous(possible, time);
    }

    /** Whether there is an event that one of them may have taken by {@code time}. */
    private boolean hasToTake(Set<Hypothesis> from, long time) {
        for (Hypothesis h : from) {
            if (h.taken() < happenings.size() && happenings.get(h.taken()).earliest <= time) {
                return true;
            }
        }
        return false;
    }

    private Set<Hypothesis> withSpontaneous(Set<Hypothesis> from, long time) {
        Set<Hypothesis> all = from;
        for (Hypothesis h : from) {
            if (Spontaneous.mayBeGone(h, time, facts)) {
                if (all == from) {
                    all = new FewSet<>(from);
                }
                all.add(h.closed(h.history().stateSince()));
            }
        }
        return all;
    }

    private String clauseOfLast() {
        return happenings.isEmpty() ? "RFC9293:3.3.2" : Steps.clauseOf(happenings.get(happenings.size() - 1));
    }
}
