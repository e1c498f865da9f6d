package io.statecraft.run.mapping;

import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.Ports;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.UdpDatagram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The connections of a scenario, and which of them is meant. As in packetdrill one socket at a time is under test: the one made last,
 * listening last or connecting last, and then its connection. A line that writes ports can mean another one.
 */
public final class Conversations {

    /** What a socket without a connection is. */
    private enum Bare {
        /** Made; perhaps bound. */
        NEW,
        LISTENING,
        /** For datagrams: it need not connect. */
        DATAGRAMS
    }

    /** Where ephemeral ports begin (RFC 6335 section 6), and how many there are. */
    private static final int EPHEMERAL = 49152;

    private static final int EPHEMERALS = 16384;

    private final IpAddress local;
    private final IpAddress remote;
    private final int bindPort;
    private final int connectPort;
    private final Mapping unknown;
    private final Map<Integer, Bare> bareSockets = new HashMap<>();
    private final List<Conversation> all = new ArrayList<>();
    private int nextPort;

    private Conversation underTest;

    /** What the script says to a socket that need not connect, or to nobody. */
    private Conversation datagrams;

    private OptionalInt bareUnderTest = OptionalInt.empty();

    /**
     * @param local the target's address
     * @param remote the harness's
     * @param bindPort the port to which the script's sockets are bound
     * @param connectPort the port to which they connect
     * @param numbering what the script's sequence numbers mean
     * @param seed from which the harness's ports are drawn
     */
    public Conversations(
            IpAddress local, IpAddress remote, int bindPort, int connectPort, Numbering numbering, long seed) {
        this.local = local;
        this.remote = remote;
        this.bindPort = bindPort;
        this.connectPort = connectPort;
        this.unknown = Mapping.unknown(numbering);
        this.nextPort = (int) Math.floorMod(seed * 0x9E3779B97F4A7C15L >>> 16, (long) EPHEMERALS);
    }

    /** The program made a socket: it is under test from now on. */
    public void made(int descriptor) {
        bare(descriptor, Bare.NEW);
    }

    /** The program made a socket for datagrams. */
    public void madeForDatagrams(int descriptor) {
        bare(descriptor, Bare.DATAGRAMS);
        datagrams = null;
    }

    /** The program called listen. */
    public void listening(int descriptor) {
        bare(descriptor, Bare.LISTENING);
    }

    private void bare(int descriptor, Bare kind) {
        bareSockets.put(descriptor, kind);
        bareUnderTest = OptionalInt.of(descriptor);
        underTest = null;
    }

    /** The program calls connect, or sends to an address that opens or needs a connection: now, before the call. */
    public void connecting(int descriptor) {
        connecting(descriptor, remote, connectPort);
    }

    /** As {@link #connecting(int)}, to an address that the script writes. */
    public void connecting(int descriptor, IpAddress to, int port) {
        Bare kind = bareSockets.get(descriptor);
        if (kind == Bare.DATAGRAMS && datagrams != null) {
            bareSockets.remove(descriptor);
            datagrams.connected(descriptor);
            underTest = datagrams;
        } else if (kind == Bare.NEW || kind == Bare.DATAGRAMS) {
            bareSockets.remove(descriptor);
            FourTuple ends = new FourTuple(local, 0, to, port);
            add(Conversation.openedByTarget(unknown, ends, OptionalInt.of(descriptor)));
        }
    }

    /** The socket of a conversation of datagrams has these ends: its port need not be learned from what it sends. */
    public void datagramSocketHas(int descriptor, FourTuple ends) {
        if (underTest != null && underTest.descriptor().equals(OptionalInt.of(descriptor))) {
            underTest.learnPort(ends);
        }
    }

    /**
     * The program dissolved the association: connect with AF_UNSPEC. What the target still says belongs to the connection that it was,
     * until there is another.
     */
    public void disconnected(int descriptor) {
        bareSockets.put(descriptor, Bare.NEW);
        bareUnderTest = OptionalInt.of(descriptor);
    }

    /**
     * The program accepted a connection.
     *
     * @param ends the new descriptor's, if they are known
     * @return the connection; empty if none of the script's can be meant
     */
    public Optional<Conversation> accepted(int descriptor, Optional<FourTuple> ends) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Conversation c = all.get(i);
            boolean meant = ends.isPresent() ? c.isBetween(ends.get()) : c.isAcceptable();
            if (meant) {
                c.accepted(descriptor);
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    /** The connection that an injected packet belongs to; it may be a new one. Empty if the script has none yet. */
    public Optional<Conversation> ofInjected(TransportPattern pattern) {
        int writtenPort = portsOf(pattern).map(Ports::source).orElse(0);
        Optional<Conversation> written = portsOf(pattern).flatMap(p -> written(p.source(), p.destination()));
        if (written.isPresent()) {
            return written;
        }
        if (!(pattern instanceof Tcp tcp)) {
            return Optional.of(underTest != null ? underTest : datagrams(writtenPort));
        }
        boolean opens = (tcp.flags().mask() & TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK)) == TcpFlag.SYN.mask();
        boolean another = writtenPort != 0 && opens && bareSockets.containsValue(Bare.LISTENING);
        if (underTest == null || another) {
            SequenceNumber isn = SequenceNumber.of(tcp.sequence().start());
            int port = writtenPort != 0 ? writtenPort : freshPort();
            add(Conversation.openedByScript(unknown, new FourTuple(local, bindPort, remote, port), isn, writtenPort));
        }
        return Optional.of(underTest);
    }

    /** The connection that an expected packet belongs to. Empty if the script has none yet. */
    public Optional<Conversation> ofExpected(TransportPattern pattern) {
        Optional<Conversation> written = portsOf(pattern).flatMap(p -> written(p.destination(), p.source()));
        if (written.isPresent() || pattern instanceof Tcp || underTest != null) {
            return written.isPresent() ? written : Optional.ofNullable(underTest);
        }
        return Optional.of(datagrams(0));
    }

    /** What is said without a connection: to the port that the script's sockets are bound to, from the one that they connect to. */
    private Conversation datagrams(int writtenPort) {
        if (datagrams == null) {
            int port = writtenPort != 0 ? writtenPort : connectPort;
            datagrams = Conversation.ofDatagrams(unknown, new FourTuple(local, bindPort, remote, port), writtenPort);
            all.add(datagrams);
        }
        return datagrams;
    }

    /** The connection under test, if there is one. */
    public Optional<Conversation> underTest() {
        return Optional.ofNullable(underTest);
    }

    /** The descriptor of what is under test: empty for a connection that no call has handed out yet. */
    public OptionalInt descriptorUnderTest() {
        return underTest == null ? bareUnderTest : underTest.descriptor();
    }

    /** The connection that the script opened last: with {@code state(fd, peer)} its listener's peer is meant. */
    public Optional<Conversation> lastPassive() {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).isPassive()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /** All of them, in the order in which they began. */
    public List<Conversation> all() {
        return List.copyOf(all);
    }

    /**
     * The connection to which a packet from the target belongs: learns the target's port from the first SYN or datagram that it sends.
     */
    public Optional<Conversation> ofOutbound(Packet packet) {
        Segment s = packet.carried();
        if (packet.transport() instanceof IcmpMessage message) {
            learnEcho(message, packet);
            return Optional.empty();
        }
        if (s == null && !(packet.transport() instanceof UdpDatagram)) {
            return Optional.empty();
        }
        FourTuple tuple = packet.outboundTuple();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).isBetween(tuple)) {
                if (s != null) {
                    all.get(i).sent(s);
                }
                return Optional.of(all.get(i));
            }
        }
        boolean opens = s == null || s.has(TcpFlag.SYN) && !s.has(TcpFlag.ACK);
        if (opens) {
            for (int i = all.size() - 1; i >= 0; i--) {
                if (all.get(i).awaitsItsPort() && all.get(i).isTowards(tuple)) {
                    if (s == null) {
                        all.get(i).learnPort(tuple);
                    } else {
                        all.get(i).learn(tuple, s.seq());
                    }
                    return Optional.of(all.get(i));
                }
            }
        }
        return Optional.empty();
    }

    /** The target's own echo request has an identifier where others have a port. */
    private void learnEcho(IcmpMessage message, Packet packet) {
        boolean asks = message.isEcho() && (message.type() == 8 || message.type() == 128);
        if (asks && underTest != null && packet.ip().destination().equals(remote)) {
            underTest.learnEcho(message.rest() >>> 16);
        }
    }

    private Optional<Conversation> written(int remotePort, int localPort) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).isWrittenAs(remotePort, localPort)) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<Ports> portsOf(TransportPattern pattern) {
        if (pattern instanceof Tcp tcp) {
            return tcp.ports();
        }
        return pattern instanceof TransportPattern.Udp udp ? udp.ports() : Optional.empty();
    }

    private int freshPort() {
        int port = EPHEMERAL + nextPort;
        nextPort = (nextPort + 1) % EPHEMERALS;
        return port;
    }

    private void add(Conversation conversation) {
        all.add(conversation);
        underTest = conversation;
    }
}
