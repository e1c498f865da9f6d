package io.statecraft.capture;

/** Where the IP packet begins in a frame. */
public final class LinkLayer {
    private LinkLayer() {}

    /** Another protocol, a frame that ends too soon, or a link type that is not known. */
    public static final int NO_IP = -1;

    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int RAW_BSD = 12;
    static final int RAW_OPENBSD = 14;
    static final int RAW = 101;
    static final int LOOP = 108;
    static final int LINUX_COOKED = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_COOKED_2 = 276;

    private static final int VLAN = 0x8100;
    private static final int PROVIDER_BRIDGE = 0x88a8;
    private static final int OLD_QINQ = 0x9100;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;

    /** Whether frames of this link type can be read. */
    public static boolean isKnown(int linkType) {
        return switch (linkType) {
            case NULL, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOP, LINUX_COOKED, IPV4, IPV6, LINUX_COOKED_2 -> true;
            default -> false;
        };
    }

    /** The index of the IP header's first byte, or {@link #NO_IP}. */
    public static int ipAt(int linkType, byte[] frame, int start, int length) {
        return switch (linkType) {
            case ETHERNET -> afterType(frame, start + 12, start + length);
            case LINUX_COOKED -> afterType(frame, start + 14, start + length);
            case LINUX_COOKED_2 -> length >= 20 && isIp(u16(frame, start)) ? start + 20 : NO_IP;
            case NULL, LOOP ->
                length > 4 ? start + 4 : NO_IP; // the family's number is each system's own; the packet says the same
            case RAW_BSD, RAW_OPENBSD, RAW, IPV4, IPV6 -> length > 0 ? start : NO_IP;
            default -> NO_IP;
        };
    }

    /** A type field, or VLAN tags and then one. */
    private static int afterType(byte[] frame, int from, int end) {
        int at = from;
        while (at + 2 <= end) {
            int type = u16(frame, at);
            if (isIp(type)) {
                return at + 2;
            }
            if (type != VLAN && type != PROVIDER_BRIDGE && type != OLD_QINQ) {
                return NO_IP;
            }
            at += 4;
        }
        return NO_IP;
    }

    private static boolean isIp(int type) {
        return type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6;
    }

    private static int u16(byte[] frame, int at) {
        return (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
    }
}
