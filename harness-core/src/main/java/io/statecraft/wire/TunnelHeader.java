package io.statecraft.wire;

import java.util.List;

/** A header that stands around a packet in a tunnel. */
public sealed interface TunnelHeader {

    /** An IP header: IP in IP (RFC 2003, RFC 4213, RFC 2473). */
    record Ip(IpHeader header) implements TunnelHeader {}

    /**
     * Generic Routing Encapsulation, version 0 (RFC 2784, RFC 2890). Fields whose flag is not set are 0 and take no room.
     *
     * @param flags the first 16 bits
     * @param checksum 0 to 65535, as it stands: it is not computed
     * @param offset the 16 bits after the checksum
     * @param key 32 bits
     * @param sequence 32 bits
     */
    record Gre(int flags, int checksum, int offset, int key, int sequence) implements TunnelHeader {
        /** A checksum and the 16 bits after it are there. */
        public static final int CHECKSUM = 0x8000;

        /** A key is there. */
        public static final int KEY = 0x2000;

        /** A sequence number is there. */
        public static final int SEQUENCE = 0x1000;

        public Gre {
            Ranges.unsigned16("GRE flags", flags);
            Ranges.unsigned16("GRE checksum", checksum);
            Ranges.unsigned16("GRE offset", offset);
        }

        int size() {
            return 4 + 4 * Integer.bitCount(flags & (CHECKSUM | KEY | SEQUENCE));
        }
    }

    /** A stack of MPLS labels (RFC 3032; in IP or GRE: RFC 4023). */
    record Mpls(List<Label> stack) implements TunnelHeader {
        public Mpls {
            stack = List.copyOf(stack);
        }
    }

    /**
     * An entry of the label stack.
     *
     * @param label 0 to 2^20 - 1
     * @param trafficClass 0 to 7
     * @param bottom whether it says that it is the last
     * @param ttl 0 to 255
     */
    record Label(int label, int trafficClass, boolean bottom, int ttl) {
        public Label {
            Ranges.check("label", label, 0xfffff);
            Ranges.check("traffic class", trafficClass, 7);
            Ranges.unsigned8("time to live", ttl);
        }

        int bits() {
            return label << 12 | trafficClass << 9 | (bottom ? 0x100 : 0) | ttl;
        }

        static Label of(int bits) {
            return new Label(bits >>> 12, bits >>> 9 & 7, (bits & 0x100) != 0, bits & 0xff);
        }
    }
}
