package io.statecraft.run;

import io.statecraft.run.mapping.Conversation;
import io.statecraft.run.mapping.Conversations;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SegmentInUdp;
import io.statecraft.wire.Transport;
import io.statecraft.wire.Tunnelled;
import io.statecraft.wire.UdpDatagram;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The packets that came from the target and that no statement has taken yet. Whatever comes goes into the trace. */
final class Arrivals {
    /** More than this in one scenario, and the target is taken for one that will not stop. */
    private static final int FLOOD = 500_000;

    private final Bench bench;
    private final Recorder recorder;
    private final Conversations conversations;
    private final IpAddress remote;
    private final boolean opensDatagrams;
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private int count;
    private long slowestReading;

    /** A packet, when it came, when it was read, and the connection that it belongs to: empty for none of the script's. */
    record Arrival(long time, long read, Decoded decoded, Optional<Conversation> conversation) {
        /** The packet proper, without what a tunnel puts around it. */
        Packet inner() {
            return Tunnelled.innermost(decoded.packet());
        }
    }

    /** @param opensDatagrams whether datagrams may carry segments */
    Arrivals(Bench bench, Recorder recorder, Conversations conversations, boolean opensDatagrams) {
        this.opensDatagrams = opensDatagrams;
        this.bench = bench;
        this.recorder = recorder;
        this.conversations = conversations;
        this.remote = bench.target().remoteAddress();
    }

    /** Reads what there is, and what comes until {@code deadline}. */
    void collect(long deadline) {
        while (!isFlooded() && read(deadline)) {
            // each turn reads one packet
        }
    }

    /**
     * The next packet of a connection, in the order in which they came.
     *
     * @param wanted of this connection; ICMP messages are of none and are taken by whoever expects such
     * @param kind what is expected: {@link Segment}, {@link UdpDatagram} or {@link IcmpMessage}
     * @param deadline until when to wait
     */
    Optional<Arrival> next(Conversation wanted, Class<? extends Transport> kind, long deadline) {
        long since = bench.now();
        while (true) {
            Iterator<Arrival> each = waiting.iterator();
            while (each.hasNext()) {
                Arrival arrival = each.next();
                boolean mine = kind == IcmpMessage.class
                        ? isForUs(arrival)
                        : arrival.conversation().orElse(null) == wanted;
                if (mine && isOf(kind, arrival.inner())) {
                    each.remove();
                    slowestReading = Math.max(slowestReading, arrival.read() - Math.max(arrival.time(), since));
                    return Optional.of(arrival);
                }
            }
            if (isFlooded() || !read(deadline)) {
                return Optional.empty();
            }
        }
    }

    /** Whether a packet is of a kind; a segment in a datagram is one. */
    private static boolean isOf(Class<? extends Transport> kind, Packet packet) {
        return kind == Segment.class ? packet.carried() != null : kind.isInstance(packet.transport());
    }

    /** Gives back what was taken last, as if it had not been. */
    void unread(Arrival arrival) {
        waiting.addFirst(arrival);
    }

    /** The first packet for us from {@code time} on that no statement has taken: of TCP, or an ICMP error. */
    Optional<Arrival> firstSince(long time) {
        return waiting.stream()
                .filter(arrival -> arrival.time() >= time && isForUs(arrival))
                .filter(arrival -> arrival.decoded().packet().carried() != null
                        || arrival.decoded().packet().transport() instanceof IcmpMessage)
                .findFirst();
    }

    private boolean isForUs(Arrival arrival) {
        return arrival.inner().ip().destination().equals(remote);
    }

    /** Whether the target sends without an end. */
    boolean isFlooded() {
        return count >= FLOOD;
    }

    /** The longest that a packet waited to be read while we waited for it, in nanoseconds: we were kept from reading. */
    long slowestReading() {
        return slowestReading;
    }

    private boolean read(long deadline) {
        Bench.Received received = bench.receive(deadline);
        if (received == null) {
            return false;
        }
        count++;
        long now = bench.now();
        Decoded decoded = opensDatagrams
                ? new Decoded(
                        SegmentInUdp.opened(received.decoded().packet()),
                        received.decoded().problems())
                : received.decoded();
        if (decoded.isIp()) {
            recorder.add(new TraceEvent.Outbound(received.time(), decoded.packet()));
            waiting.add(new Arrival(
                    received.time(), now, decoded, conversations.ofOutbound(Tunnelled.innermost(decoded.packet()))));
        } else {
            recorder.add(new TraceEvent.Note(
                    received.time(),
                    "the target sent " + decoded.problems().get(0).text()));
        }
        return true;
    }
}
