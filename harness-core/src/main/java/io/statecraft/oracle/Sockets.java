package io.statecraft.oracle;

import io.statecraft.oracle.Observation.CallReturned;
import io.statecraft.oracle.Observation.CallStarted;
import io.statecraft.oracle.SocketCall.Accept;
import io.statecraft.oracle.SocketCall.Close;
import io.statecraft.oracle.SocketCall.Connect;
import io.statecraft.oracle.SocketCall.Listen;
import io.statecraft.oracle.SocketCall.Receive;
import io.statecraft.oracle.SocketCall.Send;
import io.statecraft.oracle.SocketCall.SetOption;
import io.statecraft.oracle.SocketCall.Shutdown;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which descriptor stands for which listener or connection, and what the calls on it mean to the connection. */
final class Sockets {

    private final Oracle oracle;
    private final Map<Integer, Socket> sockets = new LinkedHashMap<>();
    private final Map<Long, Call> calls = new HashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private int reused; // sockets whose number stands for another: they are kept below 0

    Sockets(Oracle oracle) {
        this.oracle = oracle;
    }

    private static final class Socket {
        FourTuple connection;
        Listener listener;
        Dial dial;
        Facts early = new Facts();
        boolean opensBySending;
        boolean closed;
    }

    private static final class Listener {
        final IpAddress local;
        final int port;
        final int backlog;
        final long opened;
        final Facts early;
        long closed = Long.MAX_VALUE;
        int waiting;

        Listener(IpAddress local, int port, int backlog, long opened, Facts early) {
            this.local = local;
            this.port = port;
            this.backlog = backlog;
            this.opened = opened;
            this.early = early;
        }

        boolean isOpen(long time) {
            return time >= opened && time < closed;
        }

        boolean mayBeFull() {
            return waiting >= Math.max(1, backlog);
        }

        boolean isAt(IpAddress address, int at) {
            return port == at && (local.equals(address) || local.bytes().isAllZero());
        }
    }

    /** An active OPEN whose SYN has not been seen. */
    private static final class Dial {
        final IpAddress remote;
        final int port;
        final long since;
        boolean failed;
        boolean lazy;
        long queued;

        Dial(IpAddress remote, int port, long since) {
            this.remote = remote;
            this.port = port;
            this.since = since;
        }
    }

    /** A call that has started: what is to be done when it returns. */
    private record Call(SocketCall call, Happening happening) {}

    void started(CallStarted started) {
        SocketCall call = started.call();
        Socket socket = socketOf(call);
        long time = started.time();
        Happening happening = null;
        if (call instanceof Connect connect) {
            if (socket.connection == null && socket.dial == null && socket.listener == null) {
                socket.dial = new Dial(connect.remote(), connect.port(), time);
                socket.dial.queued = connect.octets();
                socket.dial.lazy = socket.opensBySending;
            }
        } else if (call instanceof Send send) {
            happening = happens(socket, new TcpEvent.Send(send.octets()), time, "send of " + send.octets());
            facts(socket).hold.wrote(send.more(), time);
            if (socket.dial != null) {
                socket.dial.queued += send.octets();
                socket.dial.lazy = false;
            }
        } else if (call instanceof Shutdown shutdown && shutdown.writing()) {
            happening = happens(socket, new TcpEvent.Close(false), time, "shutdown");
        } else if (call instanceof Close close) {
            happening = close(socket, close, time);
        }
        calls.put(started.id(), new Call(call, happening));
    }

    /** What a call's descriptor stands for; once closed, the number stands for another socket with the next call. */
    private Socket socketOf(SocketCall call) {
        Socket socket = sockets.get(call.descriptor());
        if (socket != null && socket.closed && !(call instanceof Close)) {
            sockets.put(--reused, socket); // its connection goes on
            socket = null;
        }
        if (socket == null) {
            socket = new Socket();
            sockets.put(call.descriptor(), socket);
        }
        return socket;
    }

    void returned(CallReturned returned) {
        Call call = calls.remove(returned.id());
        if (call == null) {
            return;
        }
        Socket socket = sockets.get(call.call().descriptor());
        if (call.happening() != null) {
            call.happening().latest = returned.time();
        }
        boolean ok = returned.value() >= 0;
        if (call.call() instanceof Listen listen && ok) {
            socket.listener =
                    new Listener(listen.local(), listen.port(), listen.backlog(), returned.time(), socket.early);
            listeners.add(socket.listener);
        } else if (call.call() instanceof Connect connect) {
            if (socket.dial != null) {
                String errno = returned.errno().orElse("");
                socket.dial.failed = !ok && !errno.equals("EINPROGRESS") && !errno.equals("EINTR");
            }
            unsent(socket, connect.octets() - Math.min(connect.octets(), Math.max(0, returned.value())));
        } else if (call.call() instanceof Accept && ok) {
            accepted((int) returned.value(), socket, returned);
        } else if (call.call() instanceof Send send) {
            unsent(socket, send.octets() - Math.max(0, returned.value()));
        } else if (call.call() instanceof Receive && returned.value() > 0) {
            received(socket, returned.value(), returned.time());
        } else if (call.call() instanceof SetOption option && ok) {
            set(socket, option);
        }
    }

    /** A SYN from the target towards {@code tuple.remote()}: the judge of the active OPEN that it belongs to, or null. */
    Judge dialled(FourTuple tuple, long time) {
        for (Socket socket : sockets.values()) {
            Dial dial = socket.dial;
            if (dial != null && dial.remote.equals(tuple.remote()) && dial.port == tuple.remotePort()) {
                socket.dial = null;
                socket.connection = tuple;
                Connection dialling = Connection.closed()
                        .with(SendSpace.startingAt(Steps.unknownIss())
                                .withNxt(Steps.unknownIss().plus(1))
                                .queued(dial.queued))
                        .with(ReceiveSpace.withRoom(Windows.UNKNOWN))
                        .in(TcpState.SYN_SENT);
                Judge judge = oracle.newJudge(tuple, dialling, time);
                judge.facts().keepAlive = socket.early.keepAlive;
                judge.facts().impatient = socket.early.impatient;
                judge.facts().hold.inherit(socket.early.hold);
                if (socket.early.beyondRules) {
                    judge.abstain();
                }
                return judge;
            }
        }
        return null;
    }

    void elapsed(long time) {
        for (Socket socket : sockets.values()) {
            Dial dial = socket.dial;
            if (dial != null && !dial.failed && !dial.lazy && time - dial.since > Limits.SYN) {
                dial.failed = true;
                FourTuple tuple = new FourTuple(dial.remote, 0, dial.remote, dial.port);
                oracle.report(new Violation(
                        time,
                        "RFC9293:3.10.1",
                        true,
                        tuple,
                        Set.of(TcpState.SYN_SENT),
                        "nothing came, after connect",
                        List.of("a SYN within " + Notation.seconds(Limits.SYN)),
                        Optional.empty()));
            }
        }
    }

    boolean listens(IpAddress local, int port, long time) {
        return listeners.stream().anyMatch(l -> l.isAt(local, port) && l.isOpen(time));
    }

    /** What stands behind a local port, now and later. */
    Steps.Door doorOf(IpAddress local, int port) {
        return new Steps.Door() {
            @Override
            public boolean isOpen(long time) {
                return listens(local, port, time);
            }

            @Override
            public boolean mayBeFull() {
                return listeners.stream()
                        .anyMatch(l -> l.isAt(local, port) && countWaiting(l).mayBeFull());
            }

            @Override
            public boolean isBeyondRules() {
                return listeners.stream().anyMatch(l -> l.isAt(local, port) && l.early.beyondRules);
            }
        };
    }

    Set<TcpState> statesOf(int descriptor) {
        Socket socket = sockets.get(descriptor);
        if (socket == null) {
            return EnumSet.of(TcpState.CLOSED);
        }
        if (socket.listener != null) {
            return EnumSet.of(socket.listener.isOpen(oracle.now()) ? TcpState.LISTEN : TcpState.CLOSED);
        }
        if (socket.connection != null) {
            return oracle.statesOf(socket.connection);
        }
        return EnumSet.of(socket.dial != null && !socket.dial.failed ? TcpState.SYN_SENT : TcpState.CLOSED);
    }

    Optional<FourTuple> connectionOf(int descriptor) {
        Socket socket = sockets.get(descriptor);
        return socket == null ? Optional.empty() : Optional.ofNullable(socket.connection);
    }

    private Happening happens(Socket socket, TcpEvent event, long time, String text) {
        Judge judge = socket.connection == null ? null : oracle.judge(socket.connection);
        if (judge == null) {
            return null;
        }
        boolean exact = oracle.delivery() == Delivery.EXACT;
        return judge.happens(new Happening(event, time, exact ? time : Long.MAX_VALUE, () -> text));
    }

    private Happening close(Socket socket, Close close, long time) {
        socket.closed = true;
        if (socket.listener != null) {
            socket.listener.closed = time;
            for (Judge judge : oracle.judges()) {
                FourTuple tuple = judge.tuple();
                if (socket.listener.isAt(tuple.local(), tuple.localPort()) && !isHeld(tuple)) {
                    judge.happens(new Happening(null, time, time, () -> "close of the listener"));
                }
            }
            return null;
        }
        socket.dial = null;
        TcpEvent event = close.abortive() ? new TcpEvent.Abort() : new TcpEvent.Close(true);
        return happens(socket, event, time, "close");
    }

    /** The connection between these ends is gone, and its descriptors stand for nothing any more. */
    void release(FourTuple tuple) {
        for (Socket socket : sockets.values()) {
            if (tuple.equals(socket.connection)) {
                socket.connection = null;
            }
        }
    }

    private boolean isHeld(FourTuple tuple) {
        return sockets.values().stream().anyMatch(socket -> tuple.equals(socket.connection));
    }

    private Listener countWaiting(Listener listener) {
        listener.waiting = 0;
        for (Judge judge : oracle.judges()) {
            FourTuple tuple = judge.tuple();
            if (listener.isAt(tuple.local(), tuple.localPort()) && !isHeld(tuple) && judge.isAlive()) {
                listener.waiting++;
            }
        }
        return listener;
    }

    private void accepted(int descriptor, Socket listening, CallReturned returned) {
        Socket child = new Socket();
        sockets.put(descriptor, child);
        returned.connection().ifPresent(tuple -> {
            child.connection = tuple;
            Judge judge = oracle.judgeOf(tuple, returned.time());
            judge.facts().keepAlive |= listening.early.keepAlive;
            judge.facts().impatient |= listening.early.impatient;
            judge.facts().hold.inherit(listening.early.hold);
            oracle.report(judge.keep(
                    returned.time(),
                    "accept returned the connection",
                    h -> h.state() == TcpState.LISTEN
                                    || h.state() == TcpState.SYN_RECEIVED
                                            && !h.connection().early()
                            ? Contradiction.ofState("RFC9293:3.10.7.4", h.state() + ": not established yet")
                            : null));
        });
    }

    /** A write took {@code octets} less than it was given. */
    private void unsent(Socket socket, long octets) {
        Judge judge = socket.connection == null ? null : oracle.judge(socket.connection);
        if (socket.dial != null) {
            socket.dial.queued -= octets;
        }
        if (judge != null && octets > 0 && !judge.abstains()) {
            judge.amend(
                    h -> h.state() == TcpState.CLOSED || h.connection().snd().closing()
                            ? h
                            : h.with(h.connection().with(h.connection().snd().queued(-octets))));
        }
    }

    private void received(Socket socket, long octets, long time) {
        Judge judge = socket.connection == null ? null : oracle.judge(socket.connection);
        if (judge != null && !judge.abstains()) {
            judge.happens(new Happening(new TcpEvent.Receive(octets), time, time, () -> "receive of " + octets));
            judge.amend(h -> h.with(Windows.grown(h.connection(), octets)));
        }
    }

    private Facts facts(Socket socket) {
        Judge judge = socket.connection == null ? null : oracle.judge(socket.connection);
        return judge == null ? socket.early : judge.facts();
    }

    private void set(Socket socket, SetOption option) {
        Judge judge = socket.connection == null ? null : oracle.judge(socket.connection);
        Facts facts = facts(socket);
        switch (option.name()) {
            case "SO_KEEPALIVE" -> facts.keepAlive = option.value() != 0;
            case "TCP_CORK", "TCP_NOPUSH" -> facts.hold.cork(option.value() != 0, oracle.now());
            case "TCP_USER_TIMEOUT", "TCP_SYNCNT", "TCP_LINGER2", "TCP_KEEPINIT" -> facts.impatient = true;
            // These change what the rules here know nothing of.
            case "TCP_FASTOPEN_CONNECT" -> socket.opensBySending = option.value() != 0;
            case "TCP_MD5SIG", "TCP_REPAIR", "TCP_DEFER_ACCEPT", "TCP_ULP" -> {
                facts.beyondRules = true;
                if (judge != null) {
                    judge.abstain();
                }
            }
            default -> {
                // the rest does not concern the rules
            }
        }
    }
}
