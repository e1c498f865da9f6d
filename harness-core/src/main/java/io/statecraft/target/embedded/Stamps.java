package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.stack.Endpoint;
import io.statecraft.stack.TextEvent;
import io.statecraft.wire.SequenceNumber;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * When the last octet of each write left and was acknowledged, as a Linux socket tells it beside its text (SO_TIMESTAMPING). A segment
 * reaches its device at the moment at which it is scheduled.
 */
final class Stamps {
    private static final long SECOND = 1_000_000_000L;

    private final long scheduled;
    private final long sent;
    private final long acknowledged;
    private final long numbered;
    private final long numberedFromNext;
    private final long shown;
    private final Deque<Stamp> stamps = new ArrayDeque<>();
    private long flags;
    private SequenceNumber first; // the octet whose number is 0
    private int told;

    private record Stamp(String what, SequenceNumber end, long time) {}

    Stamps(SymbolTable symbols) {
        scheduled = symbols.valueOf("SOF_TIMESTAMPING_TX_SCHED").orElse(0);
        sent = symbols.valueOf("SOF_TIMESTAMPING_TX_SOFTWARE").orElse(0);
        acknowledged = symbols.valueOf("SOF_TIMESTAMPING_TX_ACK").orElse(0);
        numbered = symbols.valueOf("SOF_TIMESTAMPING_OPT_ID").orElse(0);
        numberedFromNext = symbols.valueOf("SOF_TIMESTAMPING_OPT_ID_TCP").orElse(0);
        shown = symbols.valueOf("SOF_TIMESTAMPING_SOFTWARE").orElse(0);
    }

    private boolean has(long flag) {
        return (flags & flag) != 0;
    }

    /** The user asks for what these flags say; octets are numbered from now on. */
    void flags(long next, Endpoint endpoint) {
        boolean begins = !has(numbered) && (next & numbered) != 0;
        flags = next;
        if (begins) {
            first = has(numberedFromNext)
                    ? endpoint.connection().snd().end()
                    : endpoint.connection().snd().una();
        }
    }

    /** The user writes; {@code partly}: a write that is cut for lack of room ends there. */
    void beforeSending(Endpoint endpoint, boolean partly) {
        boolean any = has(scheduled | sent | acknowledged);
        endpoint.followNext(
                !any ? Endpoint.Following.NONE : partly ? Endpoint.Following.ANY_END : Endpoint.Following.WHOLE);
    }

    /** Looks what has happened on {@code endpoint}. */
    void refresh(Endpoint endpoint) {
        if (endpoint == null) {
            return;
        }
        for (TextEvent event : endpoint.takeTextEvents()) {
            if (event.kind() == TextEvent.Kind.SENT) {
                add(scheduled, "SCM_TSTAMP_SCHED", event);
                add(sent, "SCM_TSTAMP_SND", event);
            } else {
                add(acknowledged, "SCM_TSTAMP_ACK", event);
            }
        }
    }

    private void add(long wanted, String what, TextEvent event) {
        if (has(wanted)) {
            stamps.add(new Stamp(what, event.end(), event.time()));
            told++;
        }
    }

    /** Whether there is nothing to read. */
    boolean isEmpty() {
        return stamps.isEmpty();
    }

    /** Stamps so far. */
    int told() {
        return told;
    }

    /** The next one, as {@code msg_control} of a socket of a family; empty if there is none. */
    List<Expression> take(SymbolTable symbols, boolean v6) {
        if (stamps.isEmpty()) {
            return List.of();
        }
        Stamp stamp = stamps.remove();
        long number = has(numbered) ? stamp.end().minus(1).since(first) : 0;
        Expression error = ErrorQueue.message(
                symbols.require(v6 ? "SOL_IPV6" : "SOL_IP"),
                symbols.require(v6 ? "IPV6_RECVERR" : "IP_RECVERR"),
                ErrorQueue.error(
                        symbols.require("ENOMSG"),
                        symbols.require("SO_EE_ORIGIN_TIMESTAMPING"),
                        0,
                        symbols.require(stamp.what()),
                        number));
        Expression time = ErrorQueue.message(
                symbols.require("SOL_SOCKET"),
                symbols.require("SCM_TIMESTAMPING"),
                ErrorQueue.struct(List.of("scm_sec", "scm_nsec"), stamp.time() / SECOND, stamp.time() % SECOND));
        return has(shown) ? List.of(time, error) : List.of(error);
    }
}
