package io.statecraft.run.mapping;

import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.Optional;
import java.util.OptionalInt;

/** One connection of a scenario, as the player sees it: its ends, its numbers, how far it got. Owned by one session. */
public final class Conversation {

    /** How far it got. */
    public enum Phase {
        /** The script injected its first packet towards a listener, or a port where nobody listens. */
        PACKET_INJECTED,
        /** The target answered with SYN,ACK. */
        SYN_ACK_SENT,
        /** And that was acknowledged. */
        SYN_ACK_ACKED,
        /** The target's program called connect. */
        CONNECTING,
        /** The script expects its SYN, or it has come. */
        SYN_SENT,
        /** The script answered with SYN,ACK. */
        SYN_ACKED
    }

    /** The ports that a script writes for it, for scripts with several connections; 0 if it does not. */
    private final int scriptRemotePort;

    private final Timestamps timestamps = new Timestamps();
    private Phase phase;
    private FourTuple ends;
    private boolean localPortKnown;
    private Mapping mapping;
    private OptionalInt descriptor = OptionalInt.empty();

    private Packet lastInjected;
    private Packet lastInjectedWithAck;
    private Packet lastOutbound;
    private SequenceNumber synInjected;
    private boolean liveSynSeen;
    private boolean synchronizedOnce;
    private boolean over;
    private OptionalInt echoIdentifier = OptionalInt.empty();

    private Conversation(Phase phase, Mapping mapping, FourTuple ends, boolean localPortKnown, int scriptRemotePort) {
        this.phase = phase;
        this.mapping = mapping;
        this.ends = ends;
        this.localPortKnown = localPortKnown;
        this.scriptRemotePort = scriptRemotePort;
    }

    /** One that the script opens with a packet whose sequence number is {@code isn}. */
    static Conversation openedByScript(Mapping unknown, FourTuple ends, SequenceNumber isn, int scriptRemotePort) {
        return new Conversation(Phase.PACKET_INJECTED, unknown.withRemote(isn), ends, true, scriptRemotePort);
    }

    /** One that the target opens; its port is not known yet. */
    static Conversation openedByTarget(Mapping unknown, FourTuple endsWithoutLocalPort, OptionalInt descriptor) {
        Conversation c = new Conversation(Phase.CONNECTING, unknown, endsWithoutLocalPort, false, 0);
        c.descriptor = descriptor;
        return c;
    }

    /** Datagrams, or messages without ports, that the script sends first. */
    static Conversation ofDatagrams(Mapping unknown, FourTuple ends, int scriptRemotePort) {
        return new Conversation(Phase.PACKET_INJECTED, unknown, ends, true, scriptRemotePort);
    }

    public Phase phase() {
        return phase;
    }

    /** Its ends, if both ports are known. */
    public Optional<FourTuple> ends() {
        return localPortKnown ? Optional.of(ends) : Optional.empty();
    }

    public Mapping mapping() {
        return mapping;
    }

    /** The descriptor that accept or connect gave it, as long as it is known. */
    public OptionalInt descriptor() {
        return descriptor;
    }

    /** Whether it began with a packet of the script. */
    public boolean isPassive() {
        return phase.compareTo(Phase.CONNECTING) < 0;
    }

    /** Whether it was opened by a packet to which the target answered, so that accept can hand it out. */
    boolean isAcceptable() {
        return phase == Phase.SYN_ACK_SENT || phase == Phase.SYN_ACK_ACKED;
    }

    boolean awaitsItsPort() {
        return !localPortKnown;
    }

    /** The identifier of the target's echo requests, if it has sent one: what is a port to others (RFC 792). */
    OptionalInt echoIdentifier() {
        return echoIdentifier;
    }

    boolean isBetween(FourTuple tuple) {
        return localPortKnown && ends.equals(tuple);
    }

    /** Whether the harness's end is that of {@code tuple}. */
    boolean isTowards(FourTuple tuple) {
        return ends.remote().equals(tuple.remote()) && ends.remotePort() == tuple.remotePort();
    }

    /** Whether a line that writes these ports means this one; 0 is a port that is not written. */
    boolean isWrittenAs(int remotePort, int localPort) {
        boolean remote = remotePort != 0 && (scriptRemotePort == remotePort || ends.remotePort() == remotePort);
        return remote && (localPort == 0 || !localPortKnown || ends.localPort() == localPort);
    }

    Timestamps timestamps() {
        return timestamps;
    }

    void accepted(int fd) {
        descriptor = OptionalInt.of(fd);
    }

    /** The script is about to inject a segment with these script numbers: before it is mapped. */
    public void injecting(boolean syn, boolean ack, SequenceNumber scriptSeq) {
        if (syn && (phase == Phase.SYN_SENT || phase == Phase.SYN_ACKED && !isSynchronized())) {
            mapping = mapping.withRemote(scriptSeq);
            if (ack) {
                phase = Phase.SYN_ACKED;
            }
        } else if (phase == Phase.SYN_ACK_SENT && ack) {
            phase = Phase.SYN_ACK_ACKED;
        }
    }

    /** Whether the target has taken the peer's initial number: it has sent something that is neither its SYN nor a reset. */
    private boolean isSynchronized() {
        return synchronizedOnce;
    }

    /** This was injected. */
    public void injected(Packet packet) {
        lastInjected = packet;
        Segment s = packet.carried();
        if (s == null) {
            return;
        }
        if (s.has(TcpFlag.ACK)) {
            lastInjectedWithAck = packet;
        }
        if (s.has(TcpFlag.RST)) {
            over = true; // if the peer opens it anew, the target may choose another initial number
        } else if (s.has(TcpFlag.SYN)) {
            synInjected = s.seq();
        }
    }

    /** The target sent its first SYN, which tells its port and its initial number. */
    void learn(FourTuple tuple, SequenceNumber isn) {
        ends = tuple;
        localPortKnown = true;
        phase = Phase.SYN_SENT;
        liveSynSeen = true;
        mapping = mapping.withLocal(mapping.scriptLocal(), isn);
    }

    /** The target's port is known: it has sent its first datagram, or its socket has a port. */
    void learnPort(FourTuple tuple) {
        ends = tuple;
        localPortKnown = true;
    }

    /** The target sent an echo request. */
    void learnEcho(int identifier) {
        echoIdentifier = OptionalInt.of(identifier);
        localPortKnown = true;
    }

    /**
     * The target sent this, which the script may not expect: if it goes on without, its numbers count from the SYN,ACK all the same,
     * which is number 0 then.
     */
    void sent(Segment live) {
        if (isPassive() && !liveSynSeen && live.has(TcpFlag.SYN) && live.has(TcpFlag.ACK)) {
            mapping = mapping.withLocal(SequenceNumber.ZERO, live.seq());
        }
    }

    /** The program connected the socket with which it answers the script's datagrams. */
    void connected(int fd) {
        descriptor = OptionalInt.of(fd);
    }

    /**
     * The next packet that the script expects is this one: learns from a SYN what the target's initial number is, as the script has it
     * and on the wire.
     *
     * @param scriptSyn whether the script expects a SYN
     * @param scriptSeq the sequence number that the script expects
     */
    public void meets(boolean scriptSyn, SequenceNumber scriptSeq, Segment live) {
        if (!scriptSyn || !live.has(TcpFlag.SYN)) {
            return;
        }
        boolean answersAnotherSyn = live.has(TcpFlag.ACK)
                && synInjected != null
                && !synInjected.equals(mapping.remote())
                && live.ack().equals(synInjected.plus(1));
        boolean first = isPassive() ? !liveSynSeen : phase == Phase.SYN_SENT && lastOutbound == null;
        if (first || answersAnotherSyn || (over && live.has(TcpFlag.ACK))) {
            mapping = mapping.withLocal(scriptSeq, live.seq());
            liveSynSeen = true;
            over = false;
        }
        if (answersAnotherSyn) {
            mapping = mapping.withRemote(synInjected);
        }
        if (phase == Phase.PACKET_INJECTED && live.has(TcpFlag.ACK)) {
            phase = Phase.SYN_ACK_SENT;
        }
    }

    /** This came from the target and was taken for what the script expects. */
    public void consumed(Packet packet) {
        lastOutbound = packet;
        Segment s = packet.carried();
        synchronizedOnce |= s != null && !s.has(TcpFlag.SYN) && !s.has(TcpFlag.RST);
    }

    /** The last packet that the script injected, if any. */
    public Optional<Packet> lastInjected() {
        return Optional.ofNullable(lastInjected);
    }

    /** The last one of them that had ACK. */
    public Optional<Packet> lastInjectedWithAck() {
        return Optional.ofNullable(lastInjectedWithAck);
    }

    /** The last packet of the target that the script took. */
    public Optional<Packet> lastOutbound() {
        return Optional.ofNullable(lastOutbound);
    }
}
