package io.statecraft.stack;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A passive OPEN: connections come from it. Confined to the stack's thread. */
public final class Listener {
    private static final long LARGEST_WINDOW_OF_A_SYN = 65_535;

    private final Stack stack;
    private final IpAddress local; // null: any
    private final int port;
    private final EndpointOptions options;
    private final List<Endpoint> halfOpen = new ArrayList<>();
    private final List<Endpoint> early = new ArrayList<>(); // given to the user before the handshake's end
    private final Deque<Endpoint> ready = new ArrayDeque<>();
    private final Answers answers;
    private int backlog;
    private long lastCookie = Long.MIN_VALUE; // none yet

    Listener(Stack stack, IpAddress local, int port, int backlog, EndpointOptions options) {
        this.stack = stack;
        this.local = local;
        this.port = port;
        this.options = options;
        this.answers = new Answers(stack);
        backlog(backlog);
    }

    /** The address that it listens on; empty: any. */
    public Optional<IpAddress> local() {
        return Optional.ofNullable(local);
    }

    public int port() {
        return port;
    }

    /** What connections that come from it start with. */
    public EndpointOptions options() {
        return options;
    }

    /** As {@code listen} says; negative means the largest. */
    public void backlog(int wanted) {
        long most = stack.profile().get(Setting.MAX_BACKLOG);
        backlog = (int) (wanted < 0 ? most : Math.min(wanted, most));
    }

    /** Connections that wait to be accepted. */
    public int waiting() {
        return ready.size();
    }

    /** The connection that has waited longest; null if none waits. */
    public Endpoint accept() {
        return ready.poll();
    }

    /** Stops listening: connections that nobody has accepted are reset, as far as their handshake is complete. */
    public void close() {
        stack.removed(this);
        for (Endpoint endpoint : List.copyOf(ready)) {
            endpoint.abort();
        }
        ready.clear();
        halfOpen.forEach(Endpoint::forsake);
        halfOpen.clear();
    }

    boolean hears(IpAddress address, int portOfSegment) {
        return port == portOfSegment && (local == null || local.equals(address));
    }

    /** A segment for the port that belongs to no connection; {@code after} is the least sequence number to begin with, or null. */
    void arrive(Arrived arrived, SequenceNumber after) {
        FourTuple ends = arrived.ends();
        Segment s = arrived.segment();
        boolean full = ready.size() > backlog;
        answers.opensEarly(!full && mayOpenEarly(ends, s));
        if (isAnswerToCookie(s)) {
            Optional<Segment> syn = stack.synCookies().synBehind(ends, s, stack.now());
            if (syn.isPresent()) {
                reopen(arrived, syn.get());
                return;
            }
        }
        Connection listening = listening(options.receiveBuffer());
        boolean crowded = halfOpen.size() >= stack.profile().get(Setting.HALF_OPEN);
        boolean withCookie = stack.profile().has(Setting.SYN_COOKIES_ALWAYS)
                || crowded && stack.profile().has(Setting.SYN_COOKIES);
        SequenceNumber iss =
                withCookie ? stack.synCookies().make(ends, s, stack.now()) : stack.initialSequenceNumber(ends);
        SequenceNumber start = after == null || withCookie ? iss : SequenceNumber.max(iss, after);
        Outcome outcome = stack.fault().apply(listening, new TcpEvent.Arrival(s, start), answers);
        if (outcome.connection().state() == TcpState.LISTEN) {
            for (Emission emission : outcome.emissions()) {
                stack.packetOutput().reply(arrived, emission, options);
            }
            return;
        }
        Answer answer = full || crowded && !withCookie ? answers.pick(Choice.SYN_WHEN_BACKLOG_FULL) : Answer.ACT;
        if (answer == Answer.RESET) {
            stack.demultiplexer().refuse(arrived, options); // as if nobody listened
        }
        if (answer != Answer.ACT) {
            return;
        }
        Endpoint child = child(arrived, listening);
        child.perform(outcome, s);
        if (withCookie
                && child.state() == TcpState.SYN_RECEIVED
                && !child.connection().early()) {
            lastCookie = stack.now();
            child.forget();
        }
    }

    private static Connection listening(long buffer) {
        return Connection.listening(Math.min(buffer, LARGEST_WINDOW_OF_A_SYN));
    }

    /** Whether a segment may be the third of a handshake whose SYN was forgotten. */
    private boolean isAnswerToCookie(Segment s) {
        return lastCookie != Long.MIN_VALUE && s.has(TcpFlag.ACK) && !s.has(TcpFlag.SYN) && !s.has(TcpFlag.RST);
    }

    /** Makes the connection as if the SYN had just come, without answering it, and gives it the segment. */
    private void reopen(Arrived arrived, Segment syn) {
        SequenceNumber iss = arrived.segment().ack().minus(1);
        Connection start = listening(options.receiveBuffer());
        Outcome opened = stack.fault().apply(start, new TcpEvent.Arrival(syn, iss), answers);
        if (opened.connection().state() == TcpState.LISTEN || ready.size() > backlog) {
            return;
        }
        Endpoint child = child(arrived, start);
        child.perform(new Outcome(opened.connection(), List.of(), opened.signals(), null, false), syn);
        child.rules().arrive(arrived);
    }

    private Endpoint child(Arrived arrived, Connection start) {
        EndpointOptions own = options.copy();
        own.tunnelPort(arrived.tunnelPort());
        Endpoint child = new Endpoint(stack, arrived.ends(), own, start);
        halfOpen.add(child);
        stack.add(child, this);
        return child;
    }

    /** RFC 7413 section 4.2: Fast Open is on, not too many wait for the end of their handshake, and the cookie is the client's. */
    private boolean mayOpenEarly(FourTuple ends, Segment s) {
        early.removeIf(child -> child.state() != TcpState.SYN_RECEIVED);
        Profile profile = stack.profile();
        int room = profile.has(Setting.FAST_OPEN_EVERYWHERE) && options.fastOpen() == 0 ? backlog : options.fastOpen();
        if (!profile.has(Setting.FAST_OPEN_SERVER) || early.size() >= room) {
            return false;
        }
        FastOpenCookie cookie = FastOpenCookie.of(s);
        return profile.has(Setting.FAST_OPEN_FROM_ANYBODY)
                || cookie != null && stack.cookieMaker().isValid(cookie, ends);
    }

    void completed(Endpoint child) {
        halfOpen.remove(child);
        ready.add(child);
        if (child.state() == TcpState.SYN_RECEIVED) {
            early.add(child);
        }
    }

    void gone(Endpoint child) {
        halfOpen.remove(child);
        ready.remove(child);
    }
}
