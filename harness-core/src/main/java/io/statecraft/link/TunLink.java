package io.statecraft.link;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import java.nio.ByteBuffer;

/**
 * The wire to this host's own stack through a TUN interface.
 *
 * <p>What is written to the device has been through the stack when the call returns. What the stack sends is read from a packet socket,
 * for its timestamp; the same packet waits in the device, from which it is taken and dropped.
 */
public final class TunLink implements Link {
    private static final int LARGEST = 1 << 16;
    private static final int EAGAIN = 11;

    private final TunDevice device;
    private final PacketSocket capture;
    private final int segmentSize;
    private final NativeMemory outgoing = NativeMemory.allocate(OffloadHeader.SIZE + LARGEST);
    private final NativeMemory dropped = NativeMemory.allocate(OffloadHeader.SIZE);

    /**
     * A link over a device that is up. It owns the device from now on, even if this fails.
     *
     * @param device the interface
     * @param interfaceIndex its number in the calling thread's network namespace
     * @param clock that packets are stamped with
     * @param segmentSize packets with more data than this go in as if a network card had put them together from segments of this
     *     size, in octets; 0: as they are
     * @throws PosixException if packet sockets are not permitted
     */
    public TunLink(TunDevice device, int interfaceIndex, MonotonicClock clock, int segmentSize) {
        this.device = device;
        this.segmentSize = segmentSize;
        try {
            capture = new PacketSocket(interfaceIndex, 0, PacketFilter.ipSentByHost(), clock);
        } catch (RuntimeException e) {
            device.close();
            throw e;
        }
    }

    @Override
    public void send(ByteBuffer packet) {
        int length = packet.remaining();
        if (length > LARGEST) {
            throw new LinkException("a packet of " + length + " octets is too large");
        }
        if (segmentSize > 0 && length > segmentSize) {
            int version = packet.get(packet.position()) >> 4;
            OffloadHeader.putSegmented(outgoing, 0, version, segmentSize);
        } else {
            OffloadHeader.putNone(outgoing, 0);
        }
        outgoing.bytes().put(OffloadHeader.SIZE, packet, packet.position(), length);
        long written = Io.write(device.number(), outgoing.address(), OffloadHeader.SIZE + length);
        if (written < 0) {
            throw new LinkException("the TUN device refuses the packet", new PosixException("write", (int) -written));
        }
    }

    /** For waiting until there is something to {@link #receive}, and for other things at once. */
    public Descriptor descriptor() {
        return capture.descriptor();
    }

    @Override
    public Received receive(long deadline) {
        Received received = capture.receive(deadline);
        if (received != null) {
            emptyDevice();
        }
        return received;
    }

    /** Takes all packets from the device's queue, of which no more than the headers are copied: a full queue would hold up the stack. */
    private void emptyDevice() {
        long length;
        do {
            length = Io.read(device.number(), dropped.address(), dropped.size());
        } while (length >= 0);
        if (length != -EAGAIN) {
            throw new LinkException("the TUN device is gone", new PosixException("read", (int) -length));
        }
    }

    @Override
    public boolean deliversAtOnce() {
        return true;
    }

    @Override
    public long lost() {
        return capture.lost();
    }

    /** Removes the interface, which takes the kernel tens of milliseconds. */
    @Override
    public void close() {
        device.close();
        capture.close();
    }
}
