package io.statecraft.link;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.Descriptor;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.SocketAddress;
import io.statecraft.posix.Sockets;
import io.statecraft.wire.IpAddress;
import java.nio.ByteBuffer;

/**
 * The wire to a neighbour by raw IP sockets: packets with headers of our making (IP_HDRINCL) go the way that this host's routes say.
 *
 * <p>What comes back is for addresses that this host does not own, and so never reaches a raw socket: it is taken from the interface. The
 * kernel that sends computes the IPv4 header's total length and checksum itself, and its identification if that is zero; packets
 * over the interface's MTU it refuses.
 */
public final class RawSocketLink implements Link {
    private static final int IPPROTO_RAW = 255; // its sockets take packets with their headers
    private static final int LARGEST = 1 << 16;
    private static final int ADDRESS = 0;
    private static final int PACKET = 32;

    private final Descriptor sender;
    private final PacketSocket receiver;
    private final NeighbourResponder responder;
    private final DeliveryWatch watch;
    private final int domain;
    private final int addressLength;
    private final NativeMemory outgoing = NativeMemory.allocate(PACKET + LARGEST);

    /**
     * A link over an interface that is up, in the calling thread's network namespace, which routes to the target through it.
     *
     * @param interfaceIndex its number
     * @param own the link address that we invent
     * @param target the target's address
     * @param watch at the neighbour's end, which the link owns from now on; null where it cannot be watched
     * @param clock that packets are stamped with
     * @throws PosixException if raw sockets are not permitted
     */
    public RawSocketLink(
            int interfaceIndex, MacAddress own, IpAddress target, DeliveryWatch watch, MonotonicClock clock) {
        this.watch = watch;
        domain = target.version() == 4 ? Sockets.AF_INET : Sockets.AF_INET6;
        addressLength = new SocketAddress(target, 0).put(outgoing, ADDRESS, domain);
        receiver = new PacketSocket(interfaceIndex, EthernetHeader.SIZE, PacketFilter.ipOverEthernet(), clock);
        NeighbourResponder neighbours = null;
        try {
            neighbours = new NeighbourResponder(interfaceIndex, own, clock);
            sender = Descriptor.of(
                    "raw socket", Sockets.socket(domain, Sockets.SOCK_RAW | Sockets.SOCK_CLOEXEC, IPPROTO_RAW));
        } catch (RuntimeException e) {
            if (neighbours != null) {
                neighbours.close();
            }
            receiver.close();
            throw e;
        }
        responder = neighbours;
    }

    @Override
    public void send(ByteBuffer packet) {
        int length = packet.remaining();
        if (length > LARGEST) {
            throw new LinkException("a packet of " + length + " octets is too large");
        }
        outgoing.bytes().put(PACKET, packet, packet.position(), length);
        if (watch != null) {
            watch.begin();
        }
        long sent = Sockets.sendto(
                sender.number(), outgoing.address(PACKET), length, 0, outgoing.address(ADDRESS), addressLength);
        if (sent < 0) {
            throw new LinkException("the raw socket refuses the packet", new PosixException("send", (int) -sent));
        }
        if (watch != null) {
            watch.await();
        }
    }

    @Override
    public Received receive(long deadline) {
        return receiver.receive(deadline);
    }

    /** The packet waits for the neighbour's processor to look at it. */
    @Override
    public boolean deliversAtOnce() {
        return false;
    }

    @Override
    public long lost() {
        return receiver.lost();
    }

    @Override
    public void close() {
        responder.close();
        sender.close();
        receiver.close();
        if (watch != null) {
            watch.close();
        }
    }
}
