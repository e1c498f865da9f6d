package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The digests of the MD5 signature option (RFC 2385 section 2). */
public final class Md5 {
    /** The octets of a digest. */
    public static final int DIGEST = 16;

    private static final int PROTOCOL = 6;

    private Md5() {}

    /** What stands in a segment's options where its digest is to go. */
    public static TcpOption.Md5Signature placeholder() {
        return new TcpOption.Md5Signature(Bytes.zeros(DIGEST));
    }

    /**
     * The digest of a segment: of the pseudo-header, the TCP header without options and with a checksum of zero, the text, and the key.
     *
     * @param ip whose addresses count
     */
    public static Bytes digest(IpHeader ip, Segment s, Bytes key) {
        Segment plain = s.withHeader(
                new Segment.RawHeader(s.header().dataOffset(), s.header().reserved(), OptionalInt.of(0)));
        byte[] tcp = new byte[TcpCodec.size(plain)];
        ByteBuffer b = ByteBuffer.wrap(tcp);
        TcpCodec.encode(plain, 0, b, 0, tcp.length);
        MessageDigest md5 = algorithm();
        md5.update(ip.source().bytes().toArray());
        md5.update(ip.destination().bytes().toArray());
        md5.update(ending(ip.version(), tcp.length));
        md5.update(tcp, 0, TcpCodec.FIXED_BYTES);
        md5.update(s.payload().toArray());
        md5.update(key.toArray());
        return Bytes.of(md5.digest());
    }

    /** What follows the addresses in the pseudo-header: of IPv4 (RFC 9293 section 3.1), of IPv6 (RFC 8200 section 8.1). */
    private static byte[] ending(int version, int length) {
        return version == 4
                ? ByteBuffer.allocate(4)
                        .put((byte) 0)
                        .put((byte) PROTOCOL)
                        .putShort((short) length)
                        .array()
                : ByteBuffer.allocate(8).putInt(length).putInt(PROTOCOL).array();
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** {@code s} with its digest in the place of each signature option of 16 octets. */
    public static Segment signed(IpHeader ip, Segment s, Bytes key) {
        List<TcpOption> options = new ArrayList<>(s.options());
        options.replaceAll(option ->
                option instanceof TcpOption.Md5Signature old && old.digest().length() == DIGEST
                        ? new TcpOption.Md5Signature(digest(ip, s, key))
                        : option);
        return s.withOptions(options);
    }

    /** Whether {@code s} has a signature, and it is right. */
    public static boolean isValid(IpHeader ip, Segment s, Bytes key) {
        TcpOption.Md5Signature signature = s.option(TcpOption.Md5Signature.class);
        return signature != null && signature.digest().equals(digest(ip, s, key));
    }
}
