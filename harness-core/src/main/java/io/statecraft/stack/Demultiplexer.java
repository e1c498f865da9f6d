package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SegmentInUdp;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.UdpDatagram;
import java.util.Optional;

/** Takes what arrives to the connection or listener that it is for, or refuses it (RFC 9293 section 3.10.7). */
final class Demultiplexer {
    private final Stack stack;

    Demultiplexer(Stack stack) {
        this.stack = stack;
    }

    /** A packet is for this host, and whole. */
    void take(Packet packet) {
        if (packet.transport() instanceof Segment s) {
            receive(new Arrived(packet.ip(), packet.inboundTuple(), s, 0));
        } else if (packet.transport() instanceof UdpDatagram datagram) {
            takeTunneled(packet, datagram);
        } else if (packet.transport() instanceof IcmpMessage message) {
            IcmpErrors.deliver(stack, message);
        }
    }

    /** TCP in UDP: only at the port that is set for it. */
    private void takeTunneled(Packet packet, UdpDatagram datagram) {
        long port = stack.profile().get(Setting.TUNNEL_PORT);
        if (port != 0 && datagram.destinationPort() == port) {
            SegmentInUdp.in(datagram).ifPresent(tunneled -> {
                Packet opened = new Packet(packet.ip(), tunneled);
                receive(new Arrived(packet.ip(), opened.inboundTuple(), tunneled.segment(), tunneled.sourcePort()));
            });
        }
    }

    private void receive(Arrived arrived) {
        FourTuple ends = arrived.ends();
        Optional<Endpoint> known = stack.endpoint(ends);
        EndpointOptions owner = known.map(Endpoint::options).orElseGet(() -> ownerOf(ends));
        if (!stack.signatures().mayTake(arrived, owner)) {
            return; // RFC 2385 section 2: in silence
        }
        SequenceNumber after = null;
        if (known.isPresent()) {
            Endpoint endpoint = known.get();
            if (endpoint.options().tunnelPort() != arrived.tunnelPort()
                    && !endpoint.rules().makesWayFor(arrived)) {
                refuse(arrived, owner); // not the way on which the connection was opened
                return;
            }
            if (!endpoint.rules().arrive(arrived)) {
                return;
            }
            // MAY-2: the SYN opens a new connection, whose numbers lie beyond those of the old.
            after = endpoint.connection().snd().nxt().plus(1);
        }
        Optional<Listener> listener = stack.listener(ends.local(), ends.localPort());
        if (listener.isPresent()) {
            listener.get().arrive(arrived, after);
        } else {
            refuse(arrived, owner);
        }
    }

    /** The options of whoever holds the port: a listener, a socket that is bound; or the usual ones. */
    private EndpointOptions ownerOf(FourTuple ends) {
        Profile profile = stack.profile();
        return stack.listener(ends.local(), ends.localPort())
                .map(Listener::options)
                .or(() -> profile.has(Setting.REFUSE_AS_BOUND)
                        ? stack.bindings().find(ends.local(), ends.localPort())
                        : Optional.empty())
                .orElseGet(() -> new EndpointOptions(profile));
    }

    /** A segment that belongs to nothing here; {@code owner} holds the port, if anybody does. */
    void refuse(Arrived arrived, EndpointOptions owner) {
        Profile profile = stack.profile();
        TcpEvent arrival = new TcpEvent.Arrival(arrived.segment(), SequenceNumber.ZERO);
        Outcome outcome = stack.fault().apply(Connection.closed(), arrival, profile);
        EndpointOptions as = profile.has(Setting.REFUSE_AS_BOUND) ? owner : new EndpointOptions(profile);
        for (Emission emission : outcome.emissions()) {
            stack.packetOutput().reply(arrived, emission, as);
        }
    }
}
