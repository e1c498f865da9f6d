package io.statecraft.stack;

import io.statecraft.clock.Timers;
import io.statecraft.tcp.Connection;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Problem;
import io.statecraft.wire.SequenceNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A TCP endpoint for one host: its connections and listeners. Lives by the clock that it is given; confined to that clock's thread. */
public final class Stack {
    private static final int PORTS = 65_536;

    private final Timers clock;
    private final Demultiplexer demultiplexer = new Demultiplexer(this);
    private final PacketOutput output;
    private final IsnGenerator numbers;
    private final CookieCache cookieCache = new CookieCache();
    private final CookieMaker cookieMaker;
    private final SynCookies synCookies;
    private final Set<IpAddress> addresses = new HashSet<>();
    private final Map<FourTuple, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<Endpoint, Listener> parents = new HashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private Profile profile;
    private Fault fault = Fault.NONE;
    private final Signatures signatures = new Signatures();
    private Runnable watcher = () -> {};
    private Bindings bindings = (local, port) -> Optional.empty();
    private int mtu;
    private int nextPort;

    /**
     * @param profile how it behaves
     * @param clock what it lives by
     * @param seed for initial sequence numbers
     * @param mtu of its link, in octets
     * @param wire takes what it sends
     */
    public Stack(Profile profile, Timers clock, long seed, int mtu, Consumer<Packet> wire) {
        this.profile = profile;
        this.clock = clock;
        this.numbers = new IsnGenerator(seed);
        this.cookieMaker = new CookieMaker(SipHash.of(seed, 7413));
        this.synCookies = new SynCookies(SipHash.of(seed, 4987));
        this.mtu = mtu;
        this.output = new PacketOutput(this, wire);
        this.nextPort = (int) profile.get(Setting.FIRST_EPHEMERAL_PORT);
    }

    /** Gives the host an address; packets to others are not for it. */
    public void addAddress(IpAddress address) {
        addresses.add(address);
    }

    public Profile profile() {
        return profile;
    }

    /** Behaves differently from now on; buffers and timers of connections that exist stay as they are. */
    public void profile(Profile next) {
        profile = fault.profile(next);
        if (!profile.has(Setting.FAST_OPEN_CLIENT)) {
            cookieCache.clear();
        }
    }

    /** With a violation seeded. */
    public void fault(Fault seeded) {
        fault = seeded;
        profile = seeded.profile(profile);
    }

    Fault fault() {
        return fault;
    }

    /** Who is bound to an address and a port without a connection. */
    public interface Bindings {
        /** The options of the socket that is bound there. */
        Optional<EndpointOptions> find(IpAddress local, int port);
    }

    /** Asks {@code owners} who is bound where. */
    public void bindings(Bindings owners) {
        bindings = owners;
    }

    Bindings bindings() {
        return bindings;
    }

    /** The host's keys. */
    public Signatures signatures() {
        return signatures;
    }

    /** Runs {@code action} whenever anything has changed that a user could see. */
    public void watch(Runnable action) {
        watcher = action;
    }

    /** Forgets what earlier connections have taught of other hosts. */
    public void forgetPeers() {
        cookieCache.clear();
    }

    /** Every connection, in the order in which they were opened. */
    public Collection<Endpoint> endpoints() {
        return List.copyOf(endpoints.values());
    }

    /** The connection between these ends. */
    public Optional<Endpoint> endpoint(FourTuple ends) {
        return Optional.ofNullable(endpoints.get(ends));
    }

    /** The listener that hears segments for this address and port. */
    public Optional<Listener> listener(IpAddress local, int port) {
        Listener wild = null;
        for (Listener listener : listeners) {
            if (listener.hears(local, port)) {
                if (listener.local().isPresent()) {
                    return Optional.of(listener);
                }
                wild = listener;
            }
        }
        return Optional.ofNullable(wild);
    }

    // ---- opening

    /** Passive OPEN; {@code local} null means any address. */
    public Listener listen(IpAddress local, int port, int backlog, EndpointOptions options) {
        Listener listener = new Listener(this, local, port, backlog, options);
        listeners.add(listener);
        return listener;
    }

    /**
     * Active OPEN.
     *
     * @throws IllegalStateException if there is a connection between these ends already
     */
    public Endpoint connect(FourTuple ends, EndpointOptions options) {
        return connect(ends, options, false, Bytes.EMPTY).endpoint();
    }

    /** An endpoint whose active OPEN is to come. */
    private Endpoint dial(FourTuple ends, EndpointOptions options) {
        if (endpoints.containsKey(ends)) {
            throw new IllegalStateException("connection already exists: " + ends);
        }
        Endpoint endpoint = new Endpoint(this, ends, options, Connection.closed());
        endpoints.put(ends, endpoint);
        return endpoint;
    }

    /** What {@link #connect(FourTuple, EndpointOptions, boolean, Bytes)} gives: the connection, and how much of the text it has taken. */
    public record Opened(Endpoint endpoint, int taken) {}

    /**
     * Active OPEN, by a SEND: as much of {@code text} goes with the SYN as Fast Open permits (RFC 7413 section 4.2); the rest is to be
     * sent by other calls.
     *
     * @param fastOpen whether Fast Open is wanted
     * @throws IllegalStateException if there is a connection between these ends already
     */
    public Opened connect(FourTuple ends, EndpointOptions options, boolean fastOpen, Bytes text) {
        Endpoint endpoint = dial(ends, options);
        return new Opened(endpoint, new ActiveOpen(endpoint).open(initialSequenceNumber(ends), fastOpen, text));
    }

    /** Whether text could go with the SYN of an active OPEN between these ends (RFC 7413 section 4.2.2). */
    public boolean mayOpenWithText(FourTuple ends) {
        return FastOpenClient.mayCarryText(profile, cookieCache.lookUp(ends, now()));
    }

    /** A port that nothing uses towards {@code remote}. */
    public int freePort(IpAddress local, IpAddress remote, int remotePort) {
        int first = (int) profile.get(Setting.FIRST_EPHEMERAL_PORT);
        for (int tries = 0; tries < PORTS - first; tries++) {
            int port = nextPort;
            nextPort = nextPort + 1 == PORTS ? first : nextPort + 1;
            if (!endpoints.containsKey(new FourTuple(local, port, remote, remotePort))
                    && listener(local, port).isEmpty()) {
                return port;
            }
        }
        throw new IllegalStateException("no port left");
    }

    // ---- receiving

    /** A packet has come. */
    public void receive(ByteBuffer packet) {
        Decoded decoded = PacketCodec.decode(packet);
        if (decoded.isIp()) {
            fault.receive(decoded, isUndamaged(decoded) && isAddressed(decoded.packet()))
                    .ifPresent(demultiplexer::take);
        }
    }

    /** A packet has come whose checksums were right. */
    public void receive(Packet packet) {
        fault.receive(new Decoded(packet, List.of()), isAddressed(packet)).ifPresent(demultiplexer::take);
    }

    /** MUST-3 and IP's own rules: what is damaged is dropped in silence. */
    private static boolean isUndamaged(Decoded decoded) {
        return !decoded.has(Problem.Kind.TRANSPORT_CHECKSUM)
                && !decoded.has(Problem.Kind.IP_CHECKSUM)
                && !decoded.has(Problem.Kind.TRUNCATED);
    }

    /** MUST-57, MUST-63: what was sent to, or comes from, a broadcast or multicast address is for no connection. */
    private boolean isAddressed(Packet packet) {
        return addresses.contains(packet.ip().destination())
                && packet.ip().source().isUnicast();
    }

    // ---- what its parts need

    void add(Endpoint child, Listener parent) {
        endpoints.put(child.ends(), child);
        parents.put(child, parent);
    }

    void completed(Endpoint child) {
        Listener parent = parents.remove(child);
        if (parent != null) {
            parent.completed(child);
        }
    }

    void removed(Endpoint endpoint) {
        endpoints.remove(endpoint.ends(), endpoint);
        Listener parent = parents.remove(endpoint);
        if (parent != null) {
            parent.gone(endpoint);
        }
    }

    void removed(Listener listener) {
        listeners.remove(listener);
        parents.values().removeIf(parent -> parent == listener);
    }

    void changed() {
        watcher.run();
    }

    SequenceNumber initialSequenceNumber(FourTuple ends) {
        return numbers.next(ends, now());
    }

    int timestampOffset(FourTuple ends) {
        return numbers.timestampOffset(ends);
    }

    CookieCache cookieCache() {
        return cookieCache;
    }

    SynCookies synCookies() {
        return synCookies;
    }

    /** The key of its Fast Open cookies (RFC 7413 section 4.1.2), 128 bits: the low half first. */
    public void cookieKey(long k0, long k1) {
        cookieMaker.key(new SipHash(k0, k1));
    }

    CookieMaker cookieMaker() {
        return cookieMaker;
    }

    Timers clock() {
        return clock;
    }

    long now() {
        return clock.now();
    }

    int mtu() {
        return mtu;
    }

    /** What takes its packets to its connections and listeners. */
    Demultiplexer demultiplexer() {
        return demultiplexer;
    }

    /** The way out. */
    PacketOutput packetOutput() {
        return output;
    }
}
