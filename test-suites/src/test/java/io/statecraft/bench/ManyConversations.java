package io.statecraft.bench;

import io.statecraft.wire.InternetChecksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * A large capture of many connections, a few hundred at a time, such as one before a web server: handshake, requests and answers in both
 * directions with timestamps, every second segment acknowledged, a segment lost and sent again here and there, close. Classic pcap, so that
 * every tool reads it. The same seed gives the same bytes.
 */
final class ManyConversations {
    private static final int AT_A_TIME = 500;
    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int BUFFER = 1 << 22;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int PSH = 8;
    private static final int ACK = 16;

    private final Random random;
    private final int perConversation;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer packet = ByteBuffer.allocate(2048);
    private final FileChannel file;
    private final byte[] text = new byte[2048];
    private long microseconds = 1_700_000_000_000_000L;
    private long segments;

    private ManyConversations(FileChannel file, int perConversation, long seed) {
        this.file = file;
        this.perConversation = perConversation;
        this.random = new Random(seed);
        random.nextBytes(text);
    }

    /**
     * Writes the capture.
     *
     * @param perConversation segments of each, about
     * @return how many segments it has
     */
    static long write(Path path, int conversations, int perConversation, long seed) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ManyConversations many = new ManyConversations(file, perConversation, seed);
            many.header();
            many.play(conversations);
            many.flush();
            return many.segments;
        }
    }

    private void header() {
        out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        out.putInt(262_144).putInt(1);
    }

    private void play(int conversations) throws IOException {
        Talk[] live = new Talk[AT_A_TIME];
        int begun = 0;
        int over = 0;
        while (over < conversations) {
            int at = random.nextInt(AT_A_TIME);
            if (live[at] == null && begun < conversations) {
                live[at] = new Talk(begun++);
            }
            if (live[at] != null && !live[at].next()) {
                live[at] = null;
                over++;
            }
        }
    }

    /** One connection: what each side sends next. */
    private final class Talk {
        private final int number;
        private final int clientIss = random.nextInt();
        private final int serverIss = random.nextInt();
        private int client;
        private int server;
        private int said;
        private int stage;
        private int acknowledged;
        private int clientStamp;
        private int serverStamp;
        private int lost; // octets of the server's that did not come

        Talk(int number) {
            this.number = number;
        }

        /** Says one or a few segments; whether there is more to say. */
        boolean next() throws IOException {
            switch (stage) {
                case 0 -> {
                    say(true, clientIss, 0, SYN, 0);
                    say(false, serverIss, clientIss + 1, SYN | ACK, 0);
                    client = clientIss + 1;
                    server = serverIss + 1;
                    say(true, client, server, ACK, 0);
                    stage = 1;
                }
                case 1 -> talk();
                default -> {
                    say(true, client, server, FIN | ACK, 0);
                    say(false, server, client + 1, FIN | ACK, 0);
                    say(true, client + 1, server + 1, ACK, 0);
                    return false;
                }
            }
            return true;
        }

        private void talk() throws IOException {
            int request = 50 + random.nextInt(150);
            say(true, client, server, ACK | PSH, request);
            client += request;
            int answers = 2 + random.nextInt(6);
            for (int i = 0; i < answers; i++) {
                int length = 100 + random.nextInt(300);
                if (lost == 0 && random.nextInt(200) == 0) {
                    lost = length; // never got as far as the tap
                } else {
                    say(false, server, client, ACK, length);
                    if (lost > 0 || i % 2 == 1) {
                        acknowledge(length);
                    }
                }
                server += length;
            }
            if (lost > 0) {
                again();
            }
            say(true, client, server, ACK, 0);
            stage = said >= perConversation - 3 ? 2 : 1;
        }

        private void acknowledge(int length) throws IOException {
            if (lost == 0) {
                say(true, client, server + length, ACK, 0);
            }
        }

        private void again() throws IOException {
            lost = 0;
            int behind = server - acknowledged;
            for (int at = 0; at < behind; at += 400) {
                say(false, acknowledged + at, client, ACK, Math.min(400, behind - at));
            }
        }

        private void say(boolean byClient, int seq, int ack, int flags, int length) throws IOException {
            if (byClient && (flags & ACK) != 0) {
                acknowledged = ack;
            }
            said++;
            microseconds += 1 + random.nextInt(8);
            segment(number, byClient, seq, ack, flags, length, byClient ? serverStamp : clientStamp);
            clientStamp = byClient ? stamp() : clientStamp;
            serverStamp = byClient ? serverStamp : stamp();
        }
    }

    private int stamp() {
        return (int) (microseconds / 1000);
    }

    private void segment(int number, boolean byClient, int seq, int ack, int flags, int length, int echo)
            throws IOException {
        int options = (flags & SYN) != 0 ? 20 : 12;
        int size = IPV4 + 20 + options + length;
        packet.clear();
        packet.putShort((short) 0).putInt(byClient ? 1 : 2).putShort((short) 0).putInt(byClient ? 2 : 1);
        packet.putShort((short) 0x0800);
        int clientAddress = 0x0a00_0000 + (number & 0xffff);
        int serverAddress = 0xc0a8_0001 + (number & 3);
        packet.putShort((short) 0x4500).putShort((short) size).putInt(0x4000);
        packet.putShort((short) 0x4006).putShort((short) 0);
        packet.putInt(byClient ? clientAddress : serverAddress).putInt(byClient ? serverAddress : clientAddress);
        packet.putShort((short) (byClient ? 1024 + number / 7 % 60_000 : 80))
                .putShort((short) (byClient ? 80 : 1024 + number / 7 % 60_000));
        packet.putInt(seq).putInt(ack).putShort((short) ((20 + options) / 4 << 12 | flags));
        packet.putShort((short) 64_000).putInt(0);
        if ((flags & SYN) != 0) {
            packet.putInt(0x0204_05b4).putShort((short) 0x0402).putShort((short) 0x080a);
        } else {
            packet.putInt(0x0101_080a);
        }
        packet.putInt(stamp()).putInt(echo);
        if ((flags & SYN) != 0) {
            packet.putInt(0x0103_0307);
        }
        // The octet at a sequence number is always the same.
        for (int i = 0; i < length; i++) {
            packet.put(text[(seq + i) & 1023]);
        }
        checksums(size);
        record(ETHERNET + size);
    }

    private void checksums(int size) {
        int tcp = ETHERNET + IPV4;
        packet.putShort(ETHERNET + 10, (short) InternetChecksum.field(InternetChecksum.sum(packet, ETHERNET, tcp)));
        long pseudo = InternetChecksum.sum(packet, ETHERNET + 12, tcp) + 6 + size - IPV4;
        packet.putShort(
                tcp + 16, (short) InternetChecksum.field(pseudo + InternetChecksum.sum(packet, tcp, ETHERNET + size)));
    }

    private void record(int size) throws IOException {
        if (out.remaining() < 16 + size) {
            flush();
        }
        out.putInt((int) (microseconds / 1_000_000)).putInt((int) (microseconds % 1_000_000));
        out.putInt(size).putInt(size).put(packet.array(), 0, size);
        segments++;
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            file.write(out);
        }
        out.clear();
    }
}
