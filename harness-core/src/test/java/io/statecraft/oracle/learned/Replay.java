package io.statecraft.oracle.learned;

import io.statecraft.oracle.Delivery;
import io.statecraft.oracle.Observation;
import io.statecraft.oracle.Oracle;
import io.statecraft.oracle.SocketCall;
import io.statecraft.oracle.Violation;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows an oracle what a learner saw: each edge's input, and its recorded output as if the target had just sent it. The learner's
 * abstraction of numbers is undone as its mapper made it: it knows what it sent and got last, and forgets both with a reset either way.
 */
final class Replay {
    private static final IpAddress TARGET = IpAddress.of("192.168.0.1");
    private static final IpAddress PEER = IpAddress.of("192.0.2.1");
    private static final FourTuple ENDS = new FourTuple(TARGET, 8080, PEER, 40000);
    private static final int SOCKET = 3;
    private static final int ACCEPTED = 4;
    private static final long ISN_STEP = 0x1000_0000L;
    private static final Set<TcpState> NOT_YET =
            Set.of(TcpState.CLOSED, TcpState.LISTEN, TcpState.SYN_SENT, TcpState.SYN_RECEIVED);

    private final Oracle oracle = new Oracle(Delivery.EXACT, false);
    private final boolean server;
    private final long patience;
    private long time;
    private long calls;

    // What the learner's mapper knows.
    private long fresh = 0x0100_0000L;
    private SequenceNumber next = freshNumber();
    private SequenceNumber targetNext;
    private SequenceNumber targetLast = SequenceNumber.ZERO;
    private SequenceNumber forgottenNext;
    private SequenceNumber forgottenTargetNext;
    private SequenceNumber sent = next;
    private int sentSpan;
    private boolean textSent;

    // What the target's program has done.
    private boolean connects;
    private boolean listens;
    private boolean accepts;
    private boolean accepted;
    private boolean receives;
    private int unread;

    /**
     * @param server whether the target listens; otherwise it connects
     * @param patience how long the learner waited for an output, nanoseconds
     */
    Replay(boolean server, long patience) {
        this.server = server;
        this.patience = patience;
    }

    /** The violations of a MUST that the edges show, in order. */
    static List<Violation> violations(List<LearnedModel.Edge> edges, boolean server, long patience) {
        Replay replay = new Replay(server, patience);
        edges.forEach(replay::step);
        return replay.oracle.violations().stream().filter(Violation::must).toList();
    }

    private void step(LearnedModel.Edge edge) {
        Optional<Symbol> input = Symbol.of(edge.input());
        sentSpan = 0;
        textSent = false;
        sent = next;
        if (input.isPresent()) {
            inject(input.get());
        } else {
            call(edge.input());
        }
        time += 1_000_000;
        Symbol.of(edge.output()).ifPresent(this::output);
        takeWhatCame();
        time += patience;
        oracle.observe(new Observation.Elapsed(time));
        acceptWhatIsThere();
    }

    private void inject(Symbol symbol) {
        SequenceNumber ack = symbol.has(TcpFlag.ACK) && targetNext != null ? targetNext : SequenceNumber.ZERO;
        sentSpan = symbol.span();
        textSent = symbol.length() > 0;
        oracle.observe(new Observation.Inbound(time, packet(PEER, TARGET, segment(40000, 8080, symbol, next, ack))));
        if (symbol.has(TcpFlag.RST)) {
            forget();
        }
    }

    private void output(Symbol symbol) {
        SequenceNumber seq =
                switch (symbol.seq()) {
                    case "FRESH" -> unknown(symbol, forgottenTarget(symbol));
                    case "NEXT" -> targetNext == null ? SequenceNumber.ZERO : targetNext;
                    case "CURRENT" -> targetLast;
                    default -> SequenceNumber.ZERO;
                };
        SequenceNumber ack =
                switch (symbol.ack()) {
                    case "FRESH" -> unknown(symbol, forgottenNext);
                    case "NEXT" -> sent.plus(sentSpan);
                    case "CURRENT" -> sent;
                    default -> SequenceNumber.ZERO;
                };
        oracle.observe(new Observation.Outbound(time, packet(TARGET, PEER, segment(8080, 40000, symbol, seq, ack))));
        if (symbol.has(TcpFlag.RST)) {
            forget();
            return;
        }
        if (symbol.has(TcpFlag.ACK)) {
            unread += sentText(ack);
            next = ack;
        }
        targetLast = seq;
        targetNext = seq.plus(symbol.span());
    }

    /** Octets of the text just sent that {@code ack} covers: in this alphabet text comes alone. */
    private int sentText(SequenceNumber ack) {
        return textSent && ack.equals(sent.plus(sentSpan)) ? sentSpan : 0;
    }

    private Segment segment(int from, int to, Symbol symbol, SequenceNumber seq, SequenceNumber ack) {
        return Segment.between(from, to)
                .withSeq(seq)
                .withAck(ack)
                .withFlags(symbol.flags())
                .withWindow(8192)
                .withPayload(Bytes.zeros(symbol.length()));
    }

    private static Packet packet(IpAddress from, IpAddress to, Segment segment) {
        return new Packet(IpHeader.between(from, to), segment);
    }

    /** Of a number that the mapper has no name for: it may have forgotten a connection that the target has not. */
    private SequenceNumber unknown(Symbol symbol, SequenceNumber forgotten) {
        boolean opens =
                symbol.has(TcpFlag.SYN) && (server || !oracle.statesOf(SOCKET).contains(TcpState.SYN_RECEIVED));
        return opens || forgotten == null ? freshNumber() : forgotten;
    }

    private SequenceNumber forgottenTarget(Symbol symbol) {
        return symbol.has(TcpFlag.SYN) ? targetLast : forgottenTargetNext;
    }

    private void forget() {
        forgottenNext = next;
        forgottenTargetNext = targetNext == null ? forgottenTargetNext : targetNext;
        targetNext = null;
        next = freshNumber();
    }

    private SequenceNumber freshNumber() {
        fresh += ISN_STEP;
        return SequenceNumber.of(fresh);
    }

    private void call(String name) {
        int connection = server ? ACCEPTED : SOCKET;
        switch (name) {
            case "CONNECT" -> {
                if (!connects) {
                    connects = true;
                    returned(new SocketCall.Connect(SOCKET, PEER, 40000), 0);
                }
            }
            case "LISTEN" -> {
                if (!listens) {
                    listens = true;
                    returned(new SocketCall.Listen(SOCKET, 5, TARGET, 8080), 0);
                }
            }
            case "ACCEPT" -> {
                accepts = true;
                acceptWhatIsThere();
            }
            case "SEND" -> {
                if (accepted || connects) {
                    returned(new SocketCall.Send(connection, 1), 1);
                }
            }
            case "RCV" -> receives = accepted || connects;
            case "CLOSE" -> returned(new SocketCall.Close(SOCKET, false), 0);
            case "CLOSECONNECTION" -> {
                if (accepted) {
                    returned(new SocketCall.Close(ACCEPTED, false), 0);
                }
            }
            default -> throw new IllegalArgumentException(name);
        }
    }

    /** A RECEIVE that waits returns with the text there is. */
    private void takeWhatCame() {
        if (receives && unread > 0) {
            receives = false;
            returned(new SocketCall.Receive(server ? ACCEPTED : SOCKET), unread);
            unread = 0;
        }
    }

    /** An accept that waits returns once the connection is established beyond doubt. */
    private void acceptWhatIsThere() {
        if (accepts && !accepted && oracle.statesOf(ENDS).stream().noneMatch(NOT_YET::contains)) {
            accepted = true;
            long id = calls++;
            oracle.observe(new Observation.CallStarted(time, id, new SocketCall.Accept(SOCKET)));
            oracle.observe(new Observation.CallReturned(time, id, ACCEPTED, Optional.empty(), Optional.of(ENDS)));
        }
    }

    private void returned(SocketCall call, long value) {
        long id = calls++;
        oracle.observe(new Observation.CallStarted(time, id, call));
        oracle.observe(new Observation.CallReturned(time, id, value, Optional.empty(), Optional.empty()));
    }
}
