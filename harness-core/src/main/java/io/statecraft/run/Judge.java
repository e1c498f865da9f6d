package io.statecraft.run;

import io.statecraft.oracle.Delivery;
import io.statecraft.oracle.Observation;
import io.statecraft.oracle.Oracle;
import io.statecraft.oracle.Violation;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows a trace to the oracle, event by event: while it is made, or afterwards. Confined to one thread. */
public final class Judge {

    /** What the oracle's judgement is for. */
    public enum Mode {
        /** A MUST that was broken fails the scenario. */
        STRICT,
        /** What was broken is reported, and fails nothing. */
        REPORT,
        /** The oracle is not asked. */
        OFF
    }

    private final Oracle oracle;
    private long last = Long.MIN_VALUE;

    /**
     * @param delivery how exactly the time of a packet tells when the target saw it
     * @param superSegments whether a packet of the target may stand for several segments, without a checksum
     */
    public Judge(Delivery delivery, boolean superSegments) {
        oracle = new Oracle(delivery, superSegments);
    }

    /** Judges a whole trace: the violations that it shows. */
    public static List<Violation> judge(Trace trace) {
        Judge judge = new Judge(trace.delivery(), trace.superSegments());
        trace.events().forEach(judge::take);
        return judge.violations();
    }

    /** Takes what happened next. */
    public void take(TraceEvent event) {
        observation(event).ifPresent(oracle::observe);
    }

    public List<Violation> violations() {
        return oracle.violations();
    }

    /** Whether at {@code time} there is something that the target may still have to send by some time after {@code silent}. */
    public boolean isAnythingOwed(long time, long silent) {
        return oracle.isAnythingOwed(time, silent);
    }

    /** For each connection, how many hypotheses it needed at most. */
    public List<Integer> hypotheses() {
        return oracle.hypotheses();
    }

    /** The states that the RFCs allow a connection now. */
    public Set<TcpState> statesOf(FourTuple connection) {
        return oracle.statesOf(connection);
    }

    /** The states that the RFCs allow now for what is behind a descriptor. */
    public Set<TcpState> statesOf(int descriptor) {
        return oracle.statesOf(descriptor);
    }

    /** What may come next on a connection, or must. */
    public List<String> expectedOf(FourTuple connection) {
        return oracle.expectedOf(connection);
    }

    private Optional<Observation> observation(TraceEvent event) {
        last = Math.max(last, event.time()); // a packet can be read after what happened later was known
        long time = last;
        if (event instanceof TraceEvent.Inbound in) {
            return Optional.of(new Observation.Inbound(time, in.packet()));
        } else if (event instanceof TraceEvent.Outbound out) {
            return Optional.of(new Observation.Outbound(time, out.packet()));
        } else if (event instanceof TraceEvent.CallStarted call) {
            return call.meaning().map(meaning -> new Observation.CallStarted(time, call.id(), meaning));
        } else if (event instanceof TraceEvent.CallReturned call) {
            return Optional.of(
                    new Observation.CallReturned(time, call.id(), call.value(), call.errno(), call.connection()));
        } else if (event instanceof TraceEvent.StateSeen seen && seen.witness() == TraceEvent.Witness.PROBE) {
            return seen.connection().map(ends -> new Observation.StateSeen(time, ends, seen.state()));
        } else if (event instanceof TraceEvent.Quiet) {
            return Optional.of(new Observation.Elapsed(time));
        }
        return Optional.empty();
    }
}
