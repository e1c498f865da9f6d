package io.statecraft.wire;

/**
 * What was wrong with bytes that were decoded.
 *
 * @param kind which rule of the format they break
 * @param text the same with its numbers, for reports
 */
public record Problem(Kind kind, String text) {

    /** What can be wrong. */
    public enum Kind {
        /** Neither IPv4 nor IPv6, or shorter than the fixed header: nothing could be read. */
        NOT_IP,
        /** The IPv4 header length is under 5 words, or past the end. */
        IP_HEADER_LENGTH,
        /** The IP header claims more bytes than there are. */
        TRUNCATED,
        /** The IPv4 total length does not even cover the header. */
        IP_TOTAL_LENGTH,
        /** Bytes after the end that the IP header gives, as Ethernet pads short frames; they are not kept. */
        TRAILING_BYTES,
        /** The IPv4 header checksum is wrong. */
        IP_CHECKSUM,
        /** An IPv6 extension header runs past the end. */
        EXTENSION_HEADER,
        /** The upper protocol's header does not fit into the packet. */
        TRANSPORT_TOO_SHORT,
        /** The TCP data offset is under 5 words, or past the end. */
        TCP_DATA_OFFSET,
        /** The TCP option list could not be read to its end. */
        TCP_OPTIONS,
        /** Something other than zeros follows the end of the TCP option list (RFC 9293 MUST-69). */
        TCP_PADDING,
        /** The UDP length is not that of the packet's payload. */
        UDP_LENGTH,
        /** The checksum of TCP, UDP, ICMP or ICMPv6 is wrong. */
        TRANSPORT_CHECKSUM
    }

    @Override
    public String toString() {
        return text;
    }
}
