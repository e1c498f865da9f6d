package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of one packet while it is decoded: index 0 is the IP header's first byte. Owned by one call of decode. */
final class PacketReader {
    private final ByteBuffer bytes;
    private final boolean trusting;
    private List<Problem> problems = List.of();
    private int end;
    private boolean truncated;

    PacketReader(ByteBuffer packet, boolean trusting) {
        this.bytes = packet.slice(); // big-endian, whatever the caller's order is
        this.trusting = trusting;
        this.end = bytes.limit();
    }

    /** For absolute reads only. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** The index after the packet's last byte. */
    int end() {
        return end;
    }

    int unsigned8(int index) {
        return bytes.get(index) & 0xff;
    }

    int unsigned16(int index) {
        return bytes.getShort(index) & 0xffff;
    }

    int signed32(int index) {
        return bytes.getInt(index);
    }

    Bytes copy(int from, int to) {
        return Bytes.copyOf(bytes, from, to - from);
    }

    void problem(Problem.Kind kind, String text) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>(2);
        }
        problems.add(new Problem(kind, text));
    }

    List<Problem> problems() {
        return problems;
    }

    /** Takes the end that the IP header claims. */
    void claimEnd(int claimed) {
        if (claimed > end) {
            truncated = true;
            problem(Problem.Kind.TRUNCATED, "the IP header claims " + claimed + " bytes, there are " + end);
        } else if (claimed < end) {
            problem(Problem.Kind.TRAILING_BYTES, end - claimed + " bytes follow the packet's end");
            end = claimed;
        }
    }

    /**
     * Verifies the checksum of the upper protocol from {@code from} to the end.
     *
     * @param pseudo the sum of the pseudo-header, or 0
     * @param at where the field stands
     * @return whether it is right, or trusted
     */
    boolean verifies(String protocol, long pseudo, int from, int at) {
        if (trusting) {
            return true;
        }
        long sum = pseudo + InternetChecksum.sum(bytes, from, end);
        if (InternetChecksum.field(sum) == 0) {
            return true;
        }
        if (!truncated) { // otherwise nothing else could be expected
            wrongChecksum(Problem.Kind.TRANSPORT_CHECKSUM, protocol, sum, unsigned16(at));
        }
        return false;
    }

    void wrongChecksum(Problem.Kind kind, String protocol, long sum, int field) {
        // Subtracting in one's complement is adding the complement.
        int right = InternetChecksum.field(sum + (~field & 0xffff));
        problem(kind, String.format("%s checksum 0x%04x should be 0x%04x", protocol, field, right));
    }
}
