package io.statecraft.stack;

import static io.statecraft.tcp.TcpState.TIME_WAIT;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Segment;

/** Asks the rules of {@code tcp} what an event means for a connection, with the profile's answers where they leave a choice. */
final class Rules {
    private final Endpoint endpoint;
    private final Stack stack;
    private final Answers answers;

    Rules(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.stack = endpoint.stack();
        this.answers = new Answers(stack);
    }

    /** What {@code event} means; nothing is done yet. */
    Outcome apply(TcpEvent event) {
        return stack.fault().apply(endpoint.connection(), event, answers);
    }

    /** SEGMENT ARRIVES; whether it ended the connection so that a listener can take the same segment (MAY-2). */
    boolean arrive(Arrived arrived) {
        Segment s = arrived.segment();
        endpoint.keepAlive().heard();
        endpoint.fastOpen().arrives(s);
        endpoint.accounts().came(s);
        TcpState before = endpoint.state();
        answers.about(s);
        Outcome outcome = apply(arrivalOf(arrived));
        answers.about(null);
        endpoint.perform(outcome, s);
        return before == TIME_WAIT && outcome.signals().contains(UserSignal.RELISTENED);
    }

    /** Whether it is in TIME-WAIT and a segment opens a new connection in its place (MAY-2). */
    boolean makesWayFor(Arrived arrived) {
        Connection connection = endpoint.connection();
        return connection.state() == TIME_WAIT
                && stack.fault()
                        .apply(connection, arrivalOf(arrived), stack.profile())
                        .signals()
                        .contains(UserSignal.RELISTENED);
    }

    private TcpEvent arrivalOf(Arrived arrived) {
        return new TcpEvent.Arrival(
                arrived.segment(), stack.initialSequenceNumber(endpoint.ends()), arrived.congested());
    }
}
