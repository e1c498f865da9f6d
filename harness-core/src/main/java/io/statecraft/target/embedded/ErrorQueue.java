package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.stack.Endpoint;
import io.statecraft.wire.SequenceNumber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a Linux socket has to tell beside its text ({@code MSG_ERRQUEUE}): which sends without a copy are done with, so that their memory
 * is free. A send is done with when all of its text is acknowledged.
 */
final class ErrorQueue {
    private final Deque<Send> pending = new ArrayDeque<>();
    private final Deque<Range> completed = new ArrayDeque<>();
    private long next; // number of the next send
    private int told; // completions so far: each wakes who polls

    /** A send that is not done with: its number, and where its text ends. */
    private record Send(long number, SequenceNumber end) {}

    /** Sends that are done with: numbers, both ends included. */
    record Range(long first, long last) {}

    /** A send has gone whose text ends at {@code end}. */
    void sent(SequenceNumber end) {
        pending.add(new Send(next++, end));
    }

    /** Looks what has been acknowledged on {@code endpoint}. */
    void refresh(Endpoint endpoint) {
        if (endpoint == null) {
            return;
        }
        SequenceNumber una = endpoint.connection().snd().una();
        while (!pending.isEmpty() && pending.peek().end().isAtOrBefore(una)) {
            complete(pending.remove().number());
        }
    }

    private void complete(long number) {
        told++;
        // A completion that follows on the last one that nobody has read yet is told with it.
        if (!completed.isEmpty() && completed.peekLast().last() + 1 == number) {
            completed.add(new Range(completed.removeLast().first(), number));
        } else {
            completed.add(new Range(number, number));
        }
    }

    /** Whether there is something to read. */
    boolean isEmpty() {
        return completed.isEmpty();
    }

    /** Completions so far. */
    int told() {
        return told;
    }

    /** The next message, as {@code msg_control} of a socket of a family; empty if there is none. */
    Optional<Expression> take(SymbolTable symbols, boolean v6) {
        if (completed.isEmpty()) {
            return Optional.empty();
        }
        Range range = completed.remove();
        Expression error = error(
                0,
                symbols.require("SO_EE_ORIGIN_ZEROCOPY"),
                symbols.require("SO_EE_CODE_ZEROCOPY_COPIED"), // nothing is ever sent without a copy here
                range.first(),
                range.last());
        return Optional.of(message(
                symbols.require(v6 ? "SOL_IPV6" : "SOL_IP"),
                symbols.require(v6 ? "IPV6_RECVERR" : "IP_RECVERR"),
                error));
    }

    /** {@code struct sock_extended_err}. */
    static Expression error(long errno, long origin, long code, long info, long data) {
        return struct(
                List.of("ee_errno", "ee_origin", "ee_type", "ee_code", "ee_info", "ee_data"),
                errno,
                origin,
                0,
                code,
                info,
                data);
    }

    /** A control message. */
    static Expression message(long level, long type, Expression data) {
        return new Expression.Struct(List.of(
                field("cmsg_level", Expression.Number.of(level)),
                field("cmsg_type", Expression.Number.of(type)),
                field("cmsg_data", data)));
    }

    static Expression struct(List<String> names, long... values) {
        List<Expression.Field> fields = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            fields.add(field(names.get(i), Expression.Number.of(values[i])));
        }
        return new Expression.Struct(fields);
    }

    private static Expression.Field field(String name, Expression value) {
        return new Expression.Field(Optional.of(name), Optional.empty(), value);
    }
}
