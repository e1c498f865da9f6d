package io.statecraft.posix;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import java.nio.ByteBuffer;

/**
 * An address and a port, and their form for the kernel ({@code sockaddr_in}, {@code sockaddr_in6}).
 *
 * @param address never IPv4-mapped: an IPv6 socket's {@code ::ffff:1.2.3.4} is read as 1.2.3.4
 * @param port 0 to 65535
 */
public record SocketAddress(IpAddress address, int port) {

    /** The size of the largest form, in octets. */
    public static final int MAX_SIZE = 28;

    private static final int V4_SIZE = 16;
    private static final int MAPPED_PREFIX = 12;

    /**
     * Lays it at {@code offset} as an address for a socket of {@code domain}; an IPv4 address for an IPv6 socket is mapped.
     *
     * @return its length in octets
     */
    public int put(NativeMemory memory, int offset, int domain) {
        ByteBuffer bytes = memory.bytes();
        memory.clear(offset, MAX_SIZE);
        bytes.putShort(offset, (short) domain);
        memory.putShortBigEndian(offset + 2, port);
        int at;
        if (domain == Sockets.AF_INET6) {
            at = offset + 8;
            if (address.version() == 4) {
                bytes.put(at + 10, (byte) 0xff).put(at + 11, (byte) 0xff);
                at += MAPPED_PREFIX;
            }
        } else {
            at = offset + 4;
        }
        for (int i = 0; i < address.bytes().length(); i++) {
            bytes.put(at + i, address.bytes().at(i));
        }
        return domain == Sockets.AF_INET6 ? MAX_SIZE : V4_SIZE;
    }

    /** What lies at {@code offset}, or null if it is no Internet address. */
    public static SocketAddress get(NativeMemory memory, int offset) {
        int domain = memory.bytes().getShort(offset);
        if (domain != Sockets.AF_INET && domain != Sockets.AF_INET6) {
            return null;
        }
        byte[] address = new byte[domain == Sockets.AF_INET6 ? 16 : 4];
        memory.bytes().get(offset + (domain == Sockets.AF_INET6 ? 8 : 4), address);
        return new SocketAddress(unmapped(Bytes.of(address)), memory.shortBigEndian(offset + 2));
    }

    private static IpAddress unmapped(Bytes address) {
        boolean mapped = address.length() == 16
                && address.slice(0, 10).isAllZero()
                && address.at(10) == -1
                && address.at(11) == -1;
        return new IpAddress(mapped ? address.slice(MAPPED_PREFIX, 16) : address);
    }
}
