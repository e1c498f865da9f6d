package io.statecraft.stack.fault;

import io.statecraft.stack.Alarm;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Fault;
import io.statecraft.stack.Profile;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.Rules;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpEvent.Arrival;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The forms that most faults have. None of these remembers anything. */
final class Seeds {
    /** Longer than any run. */
    static final long NEVER = Long.MAX_VALUE / 4;

    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;

    private Seeds() {}

    /** What a segment makes of a connection. */
    @FunctionalInterface
    interface OnSegment {
        /** @param rules what the rules make of any segment in its place */
        Outcome at(Connection c, Segment s, RulesFor rules);
    }

    /** The rules, for a segment that the fault may have changed. */
    @FunctionalInterface
    interface RulesFor {
        Outcome on(Segment s);
    }

    /** What an event makes of a connection. */
    @FunctionalInterface
    interface OnEvent {
        /** @param rules what the rules make of any event in its place */
        Outcome at(Connection c, TcpEvent event, RulesForEvent rules);
    }

    /** The rules, for an event that the fault may have changed. */
    @FunctionalInterface
    interface RulesForEvent {
        Outcome on(TcpEvent event);
    }

    /** Whatever happens is treated so. */
    static Supplier<Fault> events(OnEvent rule) {
        return () -> new Fault() {
            @Override
            public Outcome apply(Connection connection, TcpEvent event, Choices choices) {
                return rule.at(connection, event, other -> Rules.apply(connection, other, choices));
            }
        };
    }

    /** Every segment that arrives is treated so. */
    static Supplier<Fault> segments(OnSegment rule) {
        return events((c, event, rules) -> event instanceof Arrival arrival
                ? rule.at(c, arrival.segment(), s -> rules.on(new Arrival(s, arrival.iss(), arrival.congested())))
                : rules.on(event));
    }

    /** Segments like this are dropped in silence. */
    static Supplier<Fault> deaf(BiPredicate<Connection, Segment> which) {
        return segments((c, s, rules) -> which.test(c, s) ? Outcome.of(c) : rules.on(s));
    }

    /** Segments like this are taken for others. */
    static Supplier<Fault> mistaking(BiPredicate<Connection, Segment> which, Mistake mistake) {
        return segments((c, s, rules) -> rules.on(which.test(c, s) ? mistake.of(c, s) : s));
    }

    /** What a segment is taken for. */
    @FunctionalInterface
    interface Mistake {
        Segment of(Connection c, Segment s);
    }

    /** Answers a choice in this way, whether that is allowed or not. */
    static Supplier<Fault> choosing(Choice choice, Answer answer) {
        return () -> new Fault() {
            @Override
            public Outcome apply(Connection connection, TcpEvent event, Choices choices) {
                return Rules.apply(connection, event, asked -> asked == choice ? answer : choices.pick(asked));
            }
        };
    }

    /** Goes by another profile. */
    static Supplier<Fault> profile(UnaryOperator<Profile> change) {
        return () -> new Fault() {
            @Override
            public Profile profile(Profile right) {
                return change.apply(right);
            }
        };
    }

    /** Does something else to the user's settings. */
    static Supplier<Fault> configuring(Consumer<EndpointOptions> change) {
        return () -> new Fault() {
            @Override
            public void configure(EndpointOptions options) {
                change.accept(options);
            }
        };
    }

    /** Takes packets in another way. */
    static Supplier<Fault> receiving(Reception reception) {
        return () -> new Fault() {
            @Override
            public Optional<Packet> receive(Decoded packet, boolean right) {
                return reception.of(packet, right);
            }
        };
    }

    /** What is taken of a packet. */
    @FunctionalInterface
    interface Reception {
        Optional<Packet> of(Decoded packet, boolean right);
    }

    /** Takes segments for others before anything looks at them; null: not at all. */
    static Supplier<Fault> misreading(UnaryOperator<Segment> change) {
        return receiving((decoded, right) -> {
            Packet packet = decoded.packet();
            if (!right || packet.segment() == null) {
                return right ? Optional.of(packet) : Optional.empty();
            }
            return Optional.ofNullable(change.apply(packet.segment())).map(s -> new Packet(packet.ip(), s));
        });
    }

    /** Sends other packets than it should. */
    static Supplier<Fault> transmitting(UnaryOperator<Packet> change) {
        return () -> new Fault() {
            @Override
            public Optional<Packet> transmit(Packet packet) {
                return Optional.of(change.apply(packet));
            }
        };
    }

    /** The connection after every event is changed. */
    static Supplier<Fault> becoming(UnaryOperator<Connection> change) {
        return events((c, event, rules) -> {
            Outcome right = rules.on(event);
            return Outcomes.with(right, change.apply(right.connection()));
        });
    }

    /** Sends other segments than it should. */
    static Supplier<Fault> sending(UnaryOperator<Segment> change) {
        return () -> new Fault() {
            @Override
            public Segment emit(Segment segment) {
                return change.apply(segment);
            }
        };
    }

    /** These timers run for another time. */
    static Supplier<Fault> waiting(Set<Alarm> alarms, LongUnaryOperator change) {
        return waiting((alarm, c) -> alarms.contains(alarm), change);
    }

    /** Timers like this run for another time. */
    static Supplier<Fault> waiting(BiPredicate<Alarm, Connection> which, LongUnaryOperator change) {
        return () -> new Fault() {
            @Override
            public long wait(Alarm alarm, Connection connection, long now, long right) {
                return which.test(alarm, connection) ? change.applyAsLong(right) : right;
            }
        };
    }
}
