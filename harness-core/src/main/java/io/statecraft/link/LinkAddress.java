package io.statecraft.link;

import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.Sockets;

/** {@code struct sockaddr_ll}: an interface, for packet sockets. */
final class LinkAddress {
    /** In octets. */
    static final int SIZE = 20;

    static final int ETH_P_ALL = 3;

    private LinkAddress() {}

    /** Lays at {@code offset}: all protocols on an interface. */
    static void putAny(NativeMemory memory, int offset, int interfaceIndex) {
        put(memory, offset, interfaceIndex, ETH_P_ALL);
    }

    /** Lays at {@code offset}: one Ethernet protocol on an interface. */
    static void put(NativeMemory memory, int offset, int interfaceIndex, int protocol) {
        memory.clear(offset, SIZE);
        memory.bytes().putShort(offset, (short) Sockets.AF_PACKET).putInt(offset + 4, interfaceIndex);
        memory.putShortBigEndian(offset + 2, protocol);
    }
}
