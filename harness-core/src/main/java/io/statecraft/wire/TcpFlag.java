package io.statecraft.wire;

/** A control bit of the TCP header (RFC 9293 section 3.1; AE: RFC 9768). */
public enum TcpFlag {
    FIN(0x001),
    SYN(0x002),
    RST(0x004),
    PSH(0x008),
    ACK(0x010),
    URG(0x020),
    ECE(0x040),
    CWR(0x080),
    AE(0x100);

    private final int mask;

    TcpFlag(int mask) {
        this.mask = mask;
    }

    /** The bit's place in bytes 12 and 13 of the header, read as one big-endian number. */
    public int mask() {
        return mask;
    }

    /** The union of the flags' masks. */
    public static int maskOf(TcpFlag... flags) {
        int bits = 0;
        for (TcpFlag flag : flags) {
            bits |= flag.mask;
        }
        return bits;
    }
}
