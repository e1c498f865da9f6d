package io.statecraft.wire;

/** An IPv4 or IPv6 address: 4 or 16 bytes. */
public record IpAddress(Bytes bytes) {
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

    /** As written in scripts: dotted quad, or RFC 5952. */
    @Override
    public String toString() {
        return AddressText.format(bytes.toArray());
    }
}
