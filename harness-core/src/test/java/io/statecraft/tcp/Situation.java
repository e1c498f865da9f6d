package io.statecraft.tcp;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A connection in a state, reached by the rules themselves: our ISS is 100, the peer's 300, our window 1000, the peer's 2000.
 *
 * <p>Outcomes are described in one line: the state afterwards, what is sent with its numbers, what the user is told.
 */
final class Situation implements Choices {
    static final SequenceNumber ISS = SequenceNumber.of(100);
    static final SequenceNumber IRS = SequenceNumber.of(300);
    static final int WINDOW = 1000;

    private final Map<Choice, Answer> answers = new EnumMap<>(Choice.class);
    private Connection connection;

    private Situation(Connection connection) {
        this.connection = connection;
    }

    /** {@code passive} decides how SYN-RECEIVED is reached; the other states come from an active open. */
    static Situation in(TcpState state, boolean passive) {
        Situation situation = new Situation(Connection.closed());
        situation.goTo(state, passive);
        return situation;
    }

    static Situation in(TcpState state) {
        return in(state, true);
    }

    private void goTo(TcpState state, boolean passive) {
        switch (state) {
            case CLOSED -> {}
            case LISTEN -> connection = Connection.listening(WINDOW);
            case SYN_SENT -> apply(new TcpEvent.ActiveOpen(ISS, WINDOW, Offer.NONE));
            case SYN_RECEIVED -> {
                goTo(passive ? TcpState.LISTEN : TcpState.SYN_SENT, passive);
                arrive(syn());
                connection = connection.offering(Offer.NONE);
            }
            case ESTABLISHED -> {
                goTo(TcpState.SYN_SENT, passive);
                arrive(segment("S.", IRS, ISS.plus(1), 0));
            }
            case FIN_WAIT_1 -> {
                goTo(TcpState.ESTABLISHED, passive);
                closeAndSendFin();
            }
            case FIN_WAIT_2 -> {
                goTo(TcpState.FIN_WAIT_1, passive);
                arrive(at(".", 0, 0, 0));
            }
            case CLOSE_WAIT -> {
                goTo(TcpState.ESTABLISHED, passive);
                arrive(at("F.", 0, 0, 0));
            }
            case CLOSING -> {
                goTo(TcpState.FIN_WAIT_1, passive);
                arrive(at("F.", 0, -1, 0));
            }
            case LAST_ACK -> {
                goTo(TcpState.CLOSE_WAIT, passive);
                closeAndSendFin();
            }
            case TIME_WAIT -> {
                goTo(TcpState.FIN_WAIT_2, passive);
                arrive(at("F.", 0, 0, 0));
            }
        }
        if (connection.state() != state) {
            throw new AssertionError("wanted " + state + ", got " + connection.state());
        }
    }

    private void closeAndSendFin() {
        apply(new TcpEvent.Close(false));
        connection =
                connection.with(connection.snd().withNxt(connection.snd().nxt().plus(1)));
    }

    /** With another answer than the first. */
    Situation answering(Choice choice, Answer answer) {
        answers.put(choice, answer);
        return this;
    }

    @Override
    public Answer pick(Choice choice) {
        return answers.getOrDefault(choice, choice.answers().get(0));
    }

    Connection connection() {
        return connection;
    }

    /** Goes on from another connection. */
    Situation with(Connection next) {
        connection = next;
        return this;
    }

    Outcome apply(TcpEvent event) {
        Outcome outcome = Rules.apply(connection, event, this);
        connection = outcome.connection();
        return outcome;
    }

    Outcome arrive(Segment s) {
        return apply(new TcpEvent.Arrival(s, ISS));
    }

    /** The peer's SYN. */
    static Segment syn() {
        return segment("S", IRS, SequenceNumber.ZERO, 0);
    }

    /** A segment {@code seq} past RCV.NXT, acknowledging {@code ack} past SND.NXT. */
    Segment at(String flags, long seq, long ack, int length) {
        return segment(
                flags,
                connection.rcv().nxt().plus(seq),
                flags.contains(".") ? connection.snd().nxt().plus(ack) : SequenceNumber.ZERO,
                length);
    }

    static Segment segment(String flags, SequenceNumber seq, SequenceNumber ack, int length) {
        return Segment.between(4000, 8080)
                .withSeq(seq)
                .withAck(ack)
                .withFlags(mask(flags))
                .withWindow(2000)
                .withPayload(Bytes.zeros(length));
    }

    private static int mask(String flags) {
        return flags.chars().map(letter -> flag((char) letter).mask()).reduce(0, (a, b) -> a | b);
    }

    private static TcpFlag flag(char letter) {
        return switch (letter) {
            case 'S' -> TcpFlag.SYN;
            case 'F' -> TcpFlag.FIN;
            case 'R' -> TcpFlag.RST;
            case 'P' -> TcpFlag.PSH;
            case 'U' -> TcpFlag.URG;
            case '.' -> TcpFlag.ACK;
            default -> throw new AssertionError(letter);
        };
    }

    /** {@code CLOSE-WAIT; ACK 101,302; connection closing}. */
    static String describe(Outcome outcome) {
        String sent = outcome.emissions().stream().map(Situation::describe).collect(Collectors.joining(" "));
        String told = outcome.signals().stream().map(UserSignal::toString).collect(Collectors.joining(", "));
        return outcome.connection().state() + "; " + (sent.isEmpty() ? "-" : sent) + "; "
                + (told.isEmpty() ? "-" : told);
    }

    private static String describe(Emission emission) {
        boolean ack = (emission.flags() & TcpFlag.ACK.mask()) != 0;
        String later = emission.urgency() == Emission.Urgency.SOON ? "~" : "";
        return emission.kind() + later + " " + emission.seq() + (ack ? "," + emission.ack() : "");
    }
}
