package io.statecraft.run;

import io.statecraft.clock.CpuPressure;
import io.statecraft.oracle.Delivery;
import io.statecraft.posix.Scheduling;
import io.statecraft.run.Schedule.Due;
import io.statecraft.run.mapping.Conversations;
import io.statecraft.scenario.Step;
import io.statecraft.target.Target;
import java.util.Optional;

/** What the statements of one attempt share: the target with its time, the trace in the making, the connections. */
final class Stage {
    /** What a packet may need from the target to us, where it does not come at once. */
    private static final long IN_FLIGHT = 50_000_000;

    /** So long before a statement is due nothing is begun that may take a while. */
    private static final long SLACK = 2_000_000;

    /** Being late by more than such a part of the tolerance gives rise to doubt. */
    private static final int DOUBT = 4;

    /** How late the kernel may be in counting who waits for a processor. */
    private static final long COUNTING = 100_000_000;

    private final Bench bench;
    private final PlaySettings settings;
    private final Recorder recorder;
    private final Conversations conversations;
    private final Arrivals arrivals;
    private final Schedule schedule;
    private final Lateness lateness = new Lateness();
    private final long limit;
    private final long pressureBefore;
    private long quietUntil = -1;

    /**
     * @param judge may be null
     * @param limit how long the scenario may take, in nanoseconds of the target's time
     */
    Stage(Bench bench, PlaySettings settings, Judge judge, long seed, long limit) {
        this.bench = bench;
        Target target = bench.target();
        this.settings = settings;
        this.recorder = new Recorder(judge);
        this.conversations = new Conversations(
                target.localAddress(),
                target.remoteAddress(),
                settings.bindPort(),
                settings.connectPort(),
                settings.numbering(),
                seed);
        this.arrivals = new Arrivals(bench, recorder, conversations, settings.tunnels());
        this.schedule = new Schedule(settings.tolerance());
        this.limit = limit;
        this.pressureBefore = pressure();
    }

    Bench bench() {
        return bench;
    }

    PlaySettings settings() {
        return settings;
    }

    Recorder recorder() {
        return recorder;
    }

    Conversations conversations() {
        return conversations;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Schedule schedule() {
        return schedule;
    }

    Lateness lateness() {
        return lateness;
    }

    /** For how long somebody has waited for a processor by now, since whenever. */
    long pressure() {
        return bench.isVirtual() ? 0 : CpuPressure.waited();
    }

    /** The pressure since then. The kernel counts it with some delay, which is waited for. */
    private long pressureSince(long before) {
        bench.sleepUntil(bench.now() + COUNTING);
        return pressure() - before;
    }

    /** Whether the machine was so busy that a failure may be its fault. Where we go before all others, our own lateness tells. */
    boolean isDoubtful() {
        if (bench.isVirtual()) {
            return false;
        }
        return Scheduling.isRealTime() ? wasLate() : isDoubtful(pressureSince(pressureBefore));
    }

    /** Whether we were so late already that a failure may be our fault. */
    boolean wasLate() {
        return !bench.isVirtual() && isDoubtful(lateness.max());
    }

    private boolean isDoubtful(long waited) {
        return waited > settings.tolerance().nanos() / DOUBT;
    }

    /**
     * The right thing came {@code late} nanoseconds after its time: whose fault that is. A packet that does not come in the call that
     * provokes it has to wait for a processor like everybody else.
     *
     * @param pressure when we began to wait for it
     */
    Verdict ofLateness(long late, Due due, long pressure) {
        boolean queued = bench.delivery() == Delivery.IN_FLIGHT;
        return queued && late - due.tolerance() <= pressureSince(pressure) ? Verdict.INCONCLUSIVE : Verdict.FAIL;
    }

    /** What part time may have in it that something came {@code late} nanoseconds beyond the tolerance; 0 or less if it came early. */
    Finding.Timeliness partOfTime(long late) {
        return late > 0 && late <= bench.tick() ? Finding.Timeliness.MARGINAL : Finding.Timeliness.UNKNOWN;
    }

    /** What part our lateness, or the machine's, may have in what is found now. */
    Finding.Timeliness partOfLateness() {
        boolean measured = bench.isVirtual() || Scheduling.isRealTime();
        return measured && !wasLate() ? Finding.Timeliness.ON_TIME : Finding.Timeliness.UNKNOWN;
    }

    /** When the scenario must be over. */
    long limit() {
        return limit;
    }

    /**
     * Waits until a statement is to be done, reading what the target sends meanwhile.
     *
     * @return that the harness comes too late, if it does
     */
    Optional<Finding> waitFor(Step step, Due due) {
        if (bench.now() < due.at()) {
            if (!bench.isVirtual()) {
                arrivals.collect(bench.now());
                recorder.settle(() -> bench.now() < due.at() - SLACK);
            }
            arrivals.collect(due.at());
            bench.sleepUntil(due.at());
        }
        if (bench.isVirtual() || due.isAnytime()) {
            return Optional.empty();
        }
        // That we learnt late of what the target did is no reason to give up; but what comes of it is not held against
        // the target.
        lateness.add(bench.now() - due.at(), due.tolerance());
        long late = bench.now() - due.startBy();
        if (late <= due.tolerance()) {
            return Optional.empty();
        }
        recorder.add(new TraceEvent.Late(bench.now(), step.location().line(), late));
        return Optional.of(Finding.of(
                Verdict.INCONCLUSIVE,
                Finding.Kind.LATE,
                step.location(),
                "the harness was late by " + Seconds.of(late) + "; the tolerance is " + Seconds.of(due.tolerance())));
    }

    /** Something of ours is really being done at {@code time}: the machine may have held us up since we looked at the clock. */
    void doing(long time, Due due) {
        if (!bench.isVirtual() && !due.isAnytime()) {
            lateness.add(time - due.at(), due.tolerance());
        }
    }

    /** Until when all that the target has sent is known: what is still on its way to us may be of later. */
    long quietUntil() {
        return quietUntil;
    }

    /** Reads what there is, puts the trace in order up to now, and shows it to the oracle, which takes its time. */
    void settle() {
        read();
        recorder.settle();
    }

    /** Reads what there is, and notes that there is nothing more. */
    void read() {
        long before = bench.now();
        arrivals.collect(before);
        if (!bench.isVirtual()) {
            lateness.add(arrivals.slowestReading(), settings.tolerance().nanos());
        }
        long seen =
                switch (bench.delivery()) {
                    case EXACT -> before;
                    case PROMPT -> before - settings.tolerance().nanos();
                    case IN_FLIGHT ->
                        before - Math.max(IN_FLIGHT, settings.tolerance().nanos());
                };
        if (seen > quietUntil && bench.lost() == 0) {
            quietUntil = seen;
            recorder.add(new TraceEvent.Quiet(seen));
        }
    }
}
