package io.statecraft.link;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import java.nio.ByteBuffer;

/**
 * The wire to a neighbour on an Ethernet, by a packet socket: whole frames, with a link address of our own invention.
 *
 * <p>The neighbour finds us because we answer its ARP requests and neighbour solicitations, for whatever address it asks. No kernel
 * owns those addresses, so none answers for us with a reset.
 */
public final class PacketSocketLink implements Link {
    private static final int LARGEST = 1 << 16;
    private static final int START = OffloadHeader.SIZE + EthernetHeader.SIZE;

    private final PacketSocket socket;
    private final NeighbourResponder responder;
    private final DeliveryWatch watch;
    private final MacAddress own;
    private final MacAddress target;
    private final int mtu;
    private final NativeMemory outgoing = NativeMemory.allocate(START + LARGEST);

    /**
     * A link over an interface that is up, in the calling thread's network namespace.
     *
     * @param interfaceIndex its number
     * @param own the link address that we invent
     * @param target the neighbour's link address
     * @param mtu of the neighbour's interface, in octets: larger packets go in as if a network card had put them together
     * @param watch at the neighbour's end, which the link owns from now on; null where it cannot be watched
     * @param clock that packets are stamped with
     * @throws PosixException if packet sockets are not permitted
     */
    public PacketSocketLink(
            int interfaceIndex, MacAddress own, MacAddress target, int mtu, DeliveryWatch watch, MonotonicClock clock) {
        this.own = own;
        this.target = target;
        this.mtu = mtu;
        this.watch = watch;
        socket = new PacketSocket(interfaceIndex, EthernetHeader.SIZE, PacketFilter.ipOverEthernet(), clock);
        try {
            responder = new NeighbourResponder(interfaceIndex, own, clock);
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void send(ByteBuffer packet) {
        int length = packet.remaining();
        if (length > LARGEST) {
            throw new LinkException("a packet of " + length + " octets is too large");
        }
        byte first = packet.get(packet.position());
        if (length > mtu) {
            OffloadHeader.putSegmented(outgoing, 0, first >> 4, mtu - OffloadHeader.HEADERS);
        } else {
            OffloadHeader.putNone(outgoing, 0);
        }
        EthernetHeader.put(outgoing, OffloadHeader.SIZE, target, own, EthernetHeader.typeOf(first));
        outgoing.bytes().put(START, packet, packet.position(), length);
        if (watch == null) {
            socket.send(outgoing, START + length);
        } else {
            watch.begin();
            socket.send(outgoing, START + length);
            watch.await();
        }
    }

    @Override
    public Received receive(long deadline) {
        return socket.receive(deadline);
    }

    /** The frame waits for the neighbour's processor to look at it. */
    @Override
    public boolean deliversAtOnce() {
        return false;
    }

    @Override
    public long lost() {
        return socket.lost();
    }

    @Override
    public void close() {
        responder.close();
        socket.close();
        if (watch != null) {
            watch.close();
        }
    }
}
