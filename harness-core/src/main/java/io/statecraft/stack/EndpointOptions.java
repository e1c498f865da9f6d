package io.statecraft.stack;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the user of a connection can set, before and while it is open; a connection from a listener starts with a copy of the listener's. */
public final class EndpointOptions {
    private long receiveBuffer;
    private long sendBuffer;
    private boolean sendBufferIsSet;
    private long unsentLowWater;
    private boolean noDelay;
    private boolean corked;
    private boolean keepAlive;
    private long keepAliveIdle;
    private long keepAliveInterval;
    private int keepAliveCount;
    private long userTimeout;
    private boolean userTimeoutIsSet;
    private long connectTimeout;
    private int maximumSegmentSize;
    private boolean noOptions;
    private int synRetries;
    private CongestionAlgorithm congestionControl;
    private int hopLimit;
    private int trafficClass;
    private int fastOpen;
    private boolean opensBySending;
    private int tunnelPort;
    private boolean signed;
    private Map<IpAddress, Bytes> keys = Map.of();

    /** As {@code profile} has them. */
    public EndpointOptions(Profile profile) {
        receiveBuffer = profile.get(Setting.RECEIVE_BUFFER);
        sendBuffer = profile.get(Setting.SEND_BUFFER);
        keepAliveIdle = profile.get(Setting.KEEP_ALIVE_IDLE);
        keepAliveInterval = profile.get(Setting.KEEP_ALIVE_INTERVAL);
        keepAliveCount = (int) profile.get(Setting.KEEP_ALIVE_COUNT);
        userTimeout = profile.get(Setting.USER_TIMEOUT);
        connectTimeout = profile.get(Setting.CONNECT_TIMEOUT);
        synRetries = (int) profile.get(Setting.SYN_RETRIES);
        congestionControl = CongestionAlgorithm.of(profile);
        hopLimit = (int) profile.get(Setting.HOP_LIMIT);
    }

    private EndpointOptions(EndpointOptions other) {
        receiveBuffer = other.receiveBuffer;
        sendBuffer = other.sendBuffer;
        sendBufferIsSet = other.sendBufferIsSet;
        unsentLowWater = other.unsentLowWater;
        noDelay = other.noDelay;
        corked = other.corked;
        keepAlive = other.keepAlive;
        keepAliveIdle = other.keepAliveIdle;
        keepAliveInterval = other.keepAliveInterval;
        keepAliveCount = other.keepAliveCount;
        userTimeout = other.userTimeout;
        userTimeoutIsSet = other.userTimeoutIsSet;
        connectTimeout = other.connectTimeout;
        maximumSegmentSize = other.maximumSegmentSize;
        noOptions = other.noOptions;
        synRetries = other.synRetries;
        congestionControl = other.congestionControl;
        hopLimit = other.hopLimit;
        trafficClass = other.trafficClass;
        fastOpen = other.fastOpen;
        opensBySending = other.opensBySending;
        tunnelPort = other.tunnelPort;
        signed = other.signed;
        keys = other.keys;
    }

    /** The same, to be changed apart. */
    public EndpointOptions copy() {
        return new EndpointOptions(this);
    }

    /** Capacity in octets. */
    public long receiveBuffer() {
        return receiveBuffer;
    }

    public void receiveBuffer(long octets) {
        receiveBuffer = octets;
    }

    /** Capacity in octets. */
    public long sendBuffer() {
        return sendBuffer;
    }

    public void sendBuffer(long octets) {
        sendBuffer = octets;
    }

    /** Whether the user has set the send buffer: it stays as it is then. */
    public boolean sendBufferIsSet() {
        return sendBufferIsSet;
    }

    public void sendBufferIsSet(boolean set) {
        sendBufferIsSet = set;
    }

    /** So many octets at most wait unsent before the user is asked for more; 0: the profile's. */
    public long unsentLowWater() {
        return unsentLowWater;
    }

    public void unsentLowWater(long octets) {
        unsentLowWater = octets;
    }

    /** How the congestion window grows and shrinks. */
    public CongestionAlgorithm congestionControl() {
        return congestionControl;
    }

    public void congestionControl(CongestionAlgorithm algorithm) {
        congestionControl = algorithm;
    }

    /** Whether the user has set the user timeout: CHANGEABLE is false then (RFC 5482 section 3). */
    public boolean userTimeoutIsSet() {
        return userTimeoutIsSet;
    }

    /** Says whether it counts as the user's: applications may set or clear CHANGEABLE themselves. */
    public void userTimeoutIsSet(boolean set) {
        userTimeoutIsSet = set;
    }

    /** Whether the Nagle algorithm is off (MUST-17). */
    public boolean noDelay() {
        return noDelay;
    }

    public void noDelay(boolean on) {
        noDelay = on;
    }

    /** Whether segments that are not full wait. */
    public boolean corked() {
        return corked;
    }

    public void corked(boolean on) {
        corked = on;
    }

    public boolean keepAlive() {
        return keepAlive;
    }

    public void keepAlive(boolean on) {
        keepAlive = on;
    }

    /** Nanoseconds. */
    public long keepAliveIdle() {
        return keepAliveIdle;
    }

    public void keepAliveIdle(long nanos) {
        keepAliveIdle = nanos;
    }

    /** Nanoseconds. */
    public long keepAliveInterval() {
        return keepAliveInterval;
    }

    public void keepAliveInterval(long nanos) {
        keepAliveInterval = nanos;
    }

    public int keepAliveCount() {
        return keepAliveCount;
    }

    public void keepAliveCount(int probes) {
        keepAliveCount = probes;
    }

    /** Nanoseconds; 0: none. */
    public long userTimeout() {
        return userTimeout;
    }

    /** Sets it: from now on it is the user's, and the peer's wish changes nothing. */
    public void userTimeout(long nanos) {
        userTimeoutIsSet = true;
        userTimeout = nanos;
    }

    /** Nanoseconds for an active open; 0: none. */
    public long connectTimeout() {
        return connectTimeout;
    }

    public void connectTimeout(long nanos) {
        connectTimeout = nanos;
    }

    /** The user's limit for both directions' segments, in octets; 0: none. */
    public int maximumSegmentSize() {
        return maximumSegmentSize;
    }

    public void maximumSegmentSize(int octets) {
        maximumSegmentSize = octets;
    }

    /** Whether SYNs go without options. */
    public boolean noOptions() {
        return noOptions;
    }

    public void noOptions(boolean on) {
        noOptions = on;
    }

    /** So many retransmissions of a SYN; 0: by time alone. */
    public int synRetries() {
        return synRetries;
    }

    public void synRetries(int count) {
        synRetries = count;
    }

    /** Time to live, or hop limit: 0 to 255. */
    public int hopLimit() {
        return hopLimit;
    }

    public void hopLimit(int hops) {
        hopLimit = hops;
    }

    /** The type-of-service or traffic-class octet. */
    public int trafficClass() {
        return trafficClass;
    }

    public void trafficClass(int octet) {
        trafficClass = octet;
    }

    /** Fast Open (RFC 7413 section 4.2): of a listener, how many connections may be open early at once; 0 for none. */
    public int fastOpen() {
        return fastOpen;
    }

    public void fastOpen(int pending) {
        fastOpen = pending;
    }

    /** Whether an active open waits for the first text, which its SYN can carry then. */
    public boolean opensBySending() {
        return opensBySending;
    }

    public void opensBySending(boolean on) {
        opensBySending = on;
    }

    /** The peer's UDP port, where segments travel in datagrams; 0: they do not. */
    public int tunnelPort() {
        return tunnelPort;
    }

    public void tunnelPort(int port) {
        tunnelPort = port;
    }

    /** Whether every segment has a signature (RFC 2385), and one without is not taken. */
    public boolean signed() {
        return signed;
    }

    public void signed(boolean on) {
        signed = on;
    }

    /** The key of the signatures towards {@code peer}, and from it; empty: it is the host's. */
    public Optional<Bytes> key(IpAddress peer) {
        return Optional.ofNullable(keys.get(peer));
    }

    public void key(IpAddress peer, Bytes key) {
        Map<IpAddress, Bytes> more = new HashMap<>(keys);
        more.put(peer, key);
        keys = Map.copyOf(more);
    }
}
