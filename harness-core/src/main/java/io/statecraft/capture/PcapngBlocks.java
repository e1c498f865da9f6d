package io.statecraft.capture;

/** The numbers of the pcapng format that both the reader and the writer need (draft-ietf-opsawg-pcapng). */
final class PcapngBlocks {
    private PcapngBlocks() {}

    static final int SECTION_HEADER = 0x0a0d_0d0a;
    static final int INTERFACE = 1;
    static final int OBSOLETE_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int STATISTICS = 5;
    static final int ENHANCED_PACKET = 6;

    // Records that are no packets, which Wireshark counts all the same.
    static final int JOURNAL = 9;
    static final int CUSTOM = 0xbad;
    static final int CUSTOM_NOT_TO_COPY = 0x4000_0bad;

    static final int BYTE_ORDER = 0x1a2b_3c4d;

    /** Type, length, and length again: what every block has. */
    static final int FRAME = 12;

    /** Up to the first option: of an enhanced and of an obsolete packet block, counted from the block's start, without the data. */
    static final int PACKET_HEADER = 28;

    static final int OPTION_END = 0;
    static final int OPTION_COMMENT = 1;
    static final int OPTION_USER_APPLICATION = 4;
    static final int OPTION_RESOLUTION = 9;
    static final int OPTION_TIME_OFFSET = 14;
    static final int OPTION_INTERFACE_DROPPED = 5;
    static final int OPTION_SYSTEM_DROPPED = 7;

    static int padded(int length) {
        return length + 3 & ~3;
    }
}
