package io.statecraft.oracle;

import io.statecraft.oracle.Observation.CallReturned;
import io.statecraft.oracle.Observation.CallStarted;
import io.statecraft.oracle.Observation.Elapsed;
import io.statecraft.oracle.Observation.Inbound;
import io.statecraft.oracle.Observation.Outbound;
import io.statecraft.oracle.Observation.StateSeen;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows one run of a target and knows at every moment which states the RFCs allow. Confined to one thread.
 *
 * <p>Show it everything with {@link #observe}, in the order of the times. It holds a {@link Judge} for each connection that the wire
 * has shown; {@link Sockets} knows which descriptor stands for which.
 */
public final class Oracle {

    private static final int CONGESTION_EXPERIENCED = 3;

    private final Delivery delivery;
    private final boolean superSegments;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<FourTuple, Judge> judges = new LinkedHashMap<>();
    private final InitialNumbers numbers = new InitialNumbers();
    private final Sockets sockets;
    private final Set<Choice> warned = EnumSet.noneOf(Choice.class);
    private final Set<String> advised = new HashSet<>();
    private Standing standing = Standing.NONE;
    private long now;

    /**
     * @param delivery when the target takes what the harness sends
     * @param superSegments whether a packet of the target may stand for several segments, unchecksummed (segmentation offload)
     */
    public Oracle(Delivery delivery, boolean superSegments) {
        this.delivery = delivery;
        this.superSegments = superSegments;
        this.sockets = new Sockets(this);
    }

    /** Takes what happened next. */
    public void observe(Observation observation) {
        now = Math.max(now, observation.time());
        if (observation instanceof Inbound inbound) {
            inbound(inbound.packet(), inbound.time());
        } else if (observation instanceof Outbound outbound) {
            outbound(outbound.packet(), outbound.time());
        } else if (observation instanceof CallStarted started) {
            sockets.started(started);
        } else if (observation instanceof CallReturned returned) {
            sockets.returned(returned);
        } else if (observation instanceof StateSeen seen) {
            Judge judge = judges.get(seen.connection());
            if (judge != null) {
                report(judge.seenIn(seen.state(), seen.time()));
            }
        } else if (observation instanceof Elapsed elapsed) {
            judges.values().forEach(judge -> report(judge.elapsed(elapsed.time())));
            sockets.elapsed(elapsed.time());
        }
        learn();
    }

    /** What has been found so far, in order. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** The states that the RFCs allow a connection now; CLOSED if the wire has not shown it. */
    public Set<TcpState> statesOf(FourTuple connection) {
        Judge judge = judges.get(connection);
        return judge == null ? EnumSet.of(TcpState.CLOSED) : judge.states(now);
    }

    /** The states that the RFCs allow now for what is behind a descriptor, which may have been closed since. */
    public Set<TcpState> statesOf(int descriptor) {
        return sockets.statesOf(descriptor);
    }

    /** The ends of the connection behind a descriptor, as far as the wire or a call has shown them. */
    public Optional<FourTuple> connectionOf(int descriptor) {
        return sockets.connectionOf(descriptor);
    }

    /** What may come next on a connection, or must, one sentence each: for messages. */
    public List<String> expectedOf(FourTuple connection) {
        Judge judge = judges.get(connection);
        return judge == null ? List.of("nothing") : judge.expected(now);
    }

    /**
     * Whether, by one hypothesis at least, the target owes something at {@code time} of which its silence until {@code silent} does not
     * say yet that it has not come.
     */
    public boolean isAnythingOwed(long time, long silent) {
        return judges.values().stream().anyMatch(judge -> judge.owes(time, silent));
    }

    /** For each connection, the largest number of hypotheses that it ever needed at once. */
    public List<Integer> hypotheses() {
        return judges.values().stream().map(Judge::most).toList();
    }

    private void inbound(Packet packet, long time) {
        Segment s = packet.segment();
        if (s != null) {
            if (s.header().checksum().isPresent() || s.header().dataOffset().isPresent()) {
                return; // MUST-3: not processed
            }
            if (!packet.ip().source().isUnicast() || !packet.ip().destination().isUnicast()) {
                return; // MUST-57, MUST-63: for no connection, and not answered
            }
            releaseIfOver(packet.inboundTuple(), s, time);
            Judge judge = judgeOf(packet.inboundTuple(), time);
            judge.facts().accurateEcn |= offersAccurateEcn(s);
            judge.facts().accurateAnswers |= AccurateEcn.answersTo(s, ecnOf(packet));
            judge.facts().stamps.sent(s);
            judge.facts().peerText.sent(s);
            judge.happens(new Happening(
                    new TcpEvent.Arrival(s, Steps.unknownIss(), ecnOf(packet) == CONGESTION_EXPERIENCED),
                    time,
                    time + delivery.span(),
                    () -> "< " + judge.text(s, true)));
        } else if (packet.transport() instanceof IcmpMessage icmp) {
            IcmpErrors.of(icmp).ifPresent(error -> {
                Judge judge = judges.get(error.connection());
                if (judge != null) {
                    judge.happens(new Happening(
                            new TcpEvent.IcmpError(error.hard()),
                            time,
                            time + delivery.span(),
                            () -> "< icmp type " + icmp.type() + " code " + icmp.code()));
                }
            });
        }
    }

    /** A SYN between the ends of a connection that is certainly gone opens another one: descriptors of the old do not stand for it. */
    private void releaseIfOver(FourTuple tuple, Segment s, long time) {
        Judge known = s.has(TcpFlag.SYN) && !s.has(TcpFlag.ACK) ? judges.get(tuple) : null;
        if (known != null && !known.abstains() && known.states(time).equals(EnumSet.of(TcpState.CLOSED))) {
            sockets.release(tuple);
        }
    }

    private void outbound(Packet packet, long time) {
        Segment s = packet.segment();
        if (s == null) {
            return;
        }
        FourTuple tuple = packet.outboundTuple();
        boolean opening = s.has(TcpFlag.SYN) && !s.has(TcpFlag.ACK);
        if (!tuple.remote().isUnicast() || !tuple.local().isUnicast()) {
            report(toMany(tuple, opening, time));
            return;
        }
        Judge judge = judges.get(tuple);
        if (opening && (judge == null || judge.states(time).contains(TcpState.CLOSED) || judge.abstains())) {
            Judge dialled = sockets.dialled(tuple, time);
            if (dialled != null) {
                judges.put(tuple, dialled);
                judge = dialled;
            }
        }
        if (judge == null) {
            judge = judgeOf(tuple, time);
        }
        judge.facts().accurateEcn |= offersAccurateEcn(s);
        Set<TcpState> before = s.has(TcpFlag.SYN) ? judge.states(time) : Set.of();
        report(judge.sent(s, ecnOf(packet), time));
        if (s.has(TcpFlag.SYN)) {
            numbers.chosen(tuple, s.seq())
                    .ifPresent(why -> report(new Violation(
                            time,
                            why.clause(),
                            true,
                            tuple,
                            before,
                            "an initial sequence number of " + s.seq(),
                            List.of(why.allowed()),
                            Optional.empty())));
        }
    }

    /** A segment has gone to, or claims to come from, more hosts than one. */
    private static Violation toMany(FourTuple tuple, boolean opening, long time) {
        String answered = tuple.remote().isUnicast() ? "RFC9293:MUST-57" : "RFC9293:MUST-63";
        return new Violation(
                time,
                opening ? "RFC9293:MUST-46" : answered,
                true,
                tuple,
                Set.of(TcpState.CLOSED),
                "a segment from " + tuple.local() + " to " + tuple.remote(),
                List.of("no segment: TCP is between two hosts"),
                Optional.empty());
    }

    private static boolean offersAccurateEcn(Segment s) {
        return s.has(TcpFlag.SYN) && s.has(TcpFlag.AE);
    }

    /** The IP header's ECN field (RFC 3168 section 5). */
    private static int ecnOf(Packet packet) {
        return packet.ip().trafficClass() & 3;
    }

    Judge judge(FourTuple tuple) {
        return judges.get(tuple);
    }

    Iterable<Judge> judges() {
        return judges.values();
    }

    Judge judgeOf(FourTuple tuple, long time) {
        return judges.computeIfAbsent(tuple, t -> newJudge(t, Connection.closed(), time));
    }

    /** A judge that begins with {@code start}: CLOSED, or SYN-SENT for a connection that a call opens. */
    Judge newJudge(FourTuple tuple, Connection start, long time) {
        Steps.Door door = sockets.doorOf(tuple.local(), tuple.localPort());
        Judge judge = new Judge(tuple, start, standing, facts(tuple), door, time);
        if (door.isBeyondRules()) {
            judge.abstain();
        }
        return judge;
    }

    void report(Optional<Violation> violation) {
        violation.ifPresent(violations::add);
    }

    void report(Violation violation) {
        violations.add(violation);
    }

    Delivery delivery() {
        return delivery;
    }

    long now() {
        return now;
    }

    private Facts facts(FourTuple tuple) {
        Facts facts = new Facts();
        facts.superSegments = superSegments;
        facts.warned = warned;
        facts.advised = advised;
        facts.ipVersion = tuple.local().version();
        return facts;
    }

    /** What all hypotheses of a connection say alike of a standing choice, the target has shown: it holds for the next one. */
    private void learn() {
        for (Judge judge : judges.values()) {
            if (!judge.abstains()) {
                for (var answer : judge.agreed().answers().entrySet()) {
                    if (standing.to(answer.getKey()) == null) {
                        standing = standing.with(answer.getKey(), answer.getValue());
                    }
                }
            }
        }
    }
}
