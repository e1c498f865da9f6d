package io.statecraft.link;

import io.statecraft.posix.NativeMemory;

/** The header of an Ethernet frame: destination, source, type. */
final class EthernetHeader {
    /** In octets. */
    static final int SIZE = 14;

    static final int TYPE_IPV4 = 0x0800;
    static final int TYPE_ARP = 0x0806;
    static final int TYPE_IPV6 = 0x86dd;

    private EthernetHeader() {}

    /** Lays it at {@code offset}. */
    static void put(NativeMemory memory, int offset, MacAddress destination, MacAddress source, int type) {
        memory.bytes().put(offset, destination.bytes().toArray());
        memory.bytes().put(offset + MacAddress.SIZE, source.bytes().toArray());
        memory.putShortBigEndian(offset + 2 * MacAddress.SIZE, type);
    }

    /** The type of the frame that carries the packet whose first octet this is. */
    static int typeOf(byte first) {
        return first >> 4 == 6 ? TYPE_IPV6 : TYPE_IPV4;
    }
}
