package io.statecraft.wire;

/** An IPv4 or IPv6 address: 4 or 16 bytes. */
public record IpAddress(Bytes bytes) {
    private static final int FIRST_V4_GROUP = 224; // and above them what is reserved, and everybody
    private static final int V6_GROUP = 0xff;

    public IpAddress {
        if (bytes.length() != 4 && bytes.length() != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length());
        }
    }

    /**
     * The address that a dotted quad or the text of RFC 4291 section 2.2 spells.
     *
     * @throws IllegalArgumentException if it spells none; names are not looked up
     */
    public static IpAddress of(String literal) {
        byte[] raw = literal.indexOf(':') >= 0 ? AddressText.parseIpv6(literal) : AddressText.parseIpv4(literal);
        if (raw == null) {
            throw new IllegalArgumentException("not an IP address: " + literal);
        }
        return new IpAddress(Bytes.of(raw));
    }

    /** 4 or 6. */
    public int version() {
        return bytes.length() == 4 ? 4 : 6;
    }

    /** Whether it is one host's: not a group's, nor everybody's or nobody's. */
    public boolean isUnicast() {
        int first = Byte.toUnsignedInt(bytes.at(0));
        boolean group = version() == 4 ? first >= FIRST_V4_GROUP : first == V6_GROUP;
        return !group && !bytes.isAllZero();
    }

    /** As written in scripts: dotted quad, or RFC 5952. */
    @Override
    public String toString() {
        return AddressText.format(bytes.toArray());
    }
}
