package io.statecraft.link;

import io.statecraft.wire.Bytes;
import java.nio.ByteBuffer;

/** What is answered to ARP requests (RFC 826) and neighbour solicitations (RFC 4861 section 7.2.4), as Ethernet frames. */
final class NeighbourReplies {
    /** The largest answer, in octets. */
    static final int LARGEST = EthernetHeader.SIZE + 40 + 32;

    private static final int ARP_SIZE = 28;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;
    private static final int ICMPV6 = 58;
    private static final int IPV6_HEADER = 40;
    private static final int ADVERTISEMENT_SIZE = 32;
    private static final int TARGET_LINK_ADDRESS = 2;
    private static final int SOLICITED_OVERRIDE = 0x6000_0000;

    private NeighbourReplies() {}

    /**
     * Writes the answer to a question at the start of {@code answer}.
     *
     * @param question an Ethernet frame, from index 0
     * @param own the link address that is given as the answer
     * @return the answer's length, or 0 if the frame asks for nothing that is ours
     */
    static int answer(ByteBuffer question, MacAddress own, ByteBuffer answer) {
        if (question.remaining() < EthernetHeader.SIZE) {
            return 0;
        }
        int type = Short.toUnsignedInt(question.getShort(12));
        if (type == EthernetHeader.TYPE_ARP) {
            return arp(question, own, answer);
        }
        return type == EthernetHeader.TYPE_IPV6 ? advertisement(question, own, answer) : 0;
    }

    private static int arp(ByteBuffer question, MacAddress own, ByteBuffer answer) {
        int at = EthernetHeader.SIZE;
        if (question.remaining() < at + ARP_SIZE || question.getShort(at + 6) != REQUEST) {
            return 0;
        }
        int sender = question.getInt(at + 14);
        int wanted = question.getInt(at + 24);
        if (sender == 0 || sender == wanted) {
            return 0; // the neighbour tells of its own address, or asks whether another has it
        }
        beginFrame(question, own, EthernetHeader.TYPE_ARP, answer);
        answer.put(at, question, at, 8).putShort(at + 6, (short) REPLY);
        answer.put(at + 8, own.bytes().toArray()).putInt(at + 14, wanted);
        answer.put(at + 18, question, at + 8, MacAddress.SIZE).putInt(at + 24, sender);
        return at + ARP_SIZE;
    }

    private static int advertisement(ByteBuffer question, MacAddress own, ByteBuffer answer) {
        int ip = EthernetHeader.SIZE;
        int icmp = ip + IPV6_HEADER;
        if (question.remaining() < icmp + 24
                || question.get(ip + 6) != ICMPV6
                || Byte.toUnsignedInt(question.get(icmp)) != SOLICITATION) {
            return 0;
        }
        byte[] asker = new byte[16];
        question.get(ip + 8, asker);
        if (Bytes.of(asker).isAllZero()) {
            return 0; // duplicate address detection
        }
        beginFrame(question, own, EthernetHeader.TYPE_IPV6, answer);
        answer.putInt(ip, 6 << 28)
                .putShort(ip + 4, (short) ADVERTISEMENT_SIZE)
                .put(ip + 6, (byte) ICMPV6)
                .put(ip + 7, (byte) 255)
                .put(ip + 8, question, icmp + 8, 16)
                .put(ip + 24, asker);
        answer.put(icmp, (byte) ADVERTISEMENT)
                .put(icmp + 1, (byte) 0)
                .putShort(icmp + 2, (short) 0)
                .putInt(icmp + 4, SOLICITED_OVERRIDE)
                .put(icmp + 8, question, icmp + 8, 16)
                .put(icmp + 24, (byte) TARGET_LINK_ADDRESS)
                .put(icmp + 25, (byte) 1)
                .put(icmp + 26, own.bytes().toArray());
        answer.putShort(icmp + 2, (short) checksum(answer, ip, icmp));
        return icmp + ADVERTISEMENT_SIZE;
    }

    /** RFC 4443 section 2.3: over the pseudo header and the message, whose checksum is zero yet. */
    private static int checksum(ByteBuffer answer, int ip, int icmp) {
        long sum = ADVERTISEMENT_SIZE + ICMPV6;
        for (int i = ip + 8; i < icmp + ADVERTISEMENT_SIZE; i += 2) {
            sum += Short.toUnsignedInt(answer.getShort(i));
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }

    private static void beginFrame(ByteBuffer question, MacAddress own, int type, ByteBuffer answer) {
        answer.put(0, question, MacAddress.SIZE, MacAddress.SIZE);
        answer.put(MacAddress.SIZE, own.bytes().toArray());
        answer.putShort(2 * MacAddress.SIZE, (short) type);
    }
}
