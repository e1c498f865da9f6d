package io.statecraft.link;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import java.nio.charset.StandardCharsets;

/**
 * A TUN interface that exists as long as its descriptor is open.
 *
 * <p>It offers checksum offload, and segmentation offload too unless that is not wanted, so that the host's stack sends through it as
 * through a usual network card: large writes leave in one piece.
 */
public final class TunDevice implements AutoCloseable {
    /** Where it is opened. */
    public static final String PATH = "/dev/net/tun";

    private static final long TUNSETIFF = 0x400454ca;
    private static final long TUNSETOFFLOAD = 0x400454d0;
    private static final int IFF_TUN = 1;
    private static final int IFF_NO_PI = 0x1000;
    private static final int IFF_VNET_HDR = 0x4000;
    private static final int OFFLOAD_CHECKSUM = 1;
    private static final int OFFLOAD_TSO4_TSO6_ECN = 14;
    private static final int NAME_SIZE = 16;
    private static final int REQUEST_SIZE = 40;

    private final Descriptor descriptor;

    private TunDevice(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Makes an interface called {@code name} in the calling thread's network namespace; it is down and has no address.
     *
     * @param segmentation whether it offers to cut large packets into segments
     * @throws PosixException if the device cannot be opened, or the namespace is not ours
     */
    public static TunDevice open(String name, boolean segmentation) {
        Descriptor descriptor =
                Descriptor.of("open " + PATH, Io.open(PATH, Io.O_RDWR | Io.O_NONBLOCK | Io.O_CLOEXEC, 0));
        try {
            NativeMemory request = NativeMemory.scratch();
            request.clear(0, REQUEST_SIZE);
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length >= NAME_SIZE) {
                throw new IllegalArgumentException("interface name too long: " + name);
            }
            request.bytes().put(0, bytes).putShort(NAME_SIZE, (short) (IFF_TUN | IFF_NO_PI | IFF_VNET_HDR));
            PosixException.check("TUNSETIFF", Io.ioctl(descriptor.number(), TUNSETIFF, request.address()));
            int offload = OFFLOAD_CHECKSUM | (segmentation ? OFFLOAD_TSO4_TSO6_ECN : 0);
            PosixException.check("TUNSETOFFLOAD", Io.ioctl(descriptor.number(), TUNSETOFFLOAD, offload));
            return new TunDevice(descriptor);
        } catch (RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    /** For reading what the host sent, and writing what it receives. */
    int number() {
        return descriptor.number();
    }

    /** Removes the interface, which takes the kernel tens of milliseconds. */
    @Override
    public void close() {
        descriptor.close();
    }
}
