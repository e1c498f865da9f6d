package io.statecraft.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/** Well-formed packets, and damage to them. The same seed gives the same packets. */
final class PacketGenerator {
    private final Random random;

    PacketGenerator(long seed) {
        random = new Random(seed);
    }

    Packet packet() {
        int version = random.nextBoolean() ? 4 : 6;
        return new Packet(version == 4 ? ipv4() : ipv6(), transport(version));
    }

    Packet tcp(int version) {
        return new Packet(version == 4 ? ipv4() : ipv6(), segment());
    }

    Segment segment() {
        return new Segment(
                random.nextInt(1 << 16),
                random.nextInt(1 << 16),
                new SequenceNumber(random.nextInt()),
                new SequenceNumber(random.nextInt()),
                random.nextInt(0x200),
                random.nextInt(1 << 16),
                random.nextInt(4) == 0 ? random.nextInt(1 << 16) : 0,
                options(),
                payload(),
                random.nextInt(8) == 0
                        ? new Segment.RawHeader(OptionalInt.empty(), random.nextInt(8), OptionalInt.empty())
                        : Segment.RawHeader.COMPUTED);
    }

    /** As the codec reads them: aligned to words, ends of list only at the end. */
    List<TcpOption> options() {
        List<TcpOption> options = new ArrayList<>();
        int room = random.nextInt(3) == 0 ? 0 : 40;
        for (int i = random.nextInt(6); i > 0; i--) {
            TcpOption option = option();
            if (option.length() <= room) {
                options.add(option);
                room -= option.length();
            }
        }
        TcpOption filler = random.nextBoolean() ? new TcpOption.EndOfList() : new TcpOption.NoOperation();
        while (TcpOptionCodec.size(options) % 4 != 0) {
            options.add(filler);
        }
        return options;
    }

    private TcpOption option() {
        return pick(List.of(
                TcpOption.NoOperation::new,
                () -> new TcpOption.MaximumSegmentSize(random.nextInt(1 << 16)),
                () -> new TcpOption.WindowScale(random.nextInt(256)),
                TcpOption.SackPermitted::new,
                () -> new TcpOption.Sack(times(4, this::block)),
                () -> new TcpOption.Timestamps(random.nextInt(), random.nextInt()),
                () -> new TcpOption.Md5Signature(bytes(16)),
                () -> new TcpOption.UserTimeout(random.nextBoolean(), random.nextInt(1 << 15)),
                () -> new TcpOption.FastOpen(bytes(random.nextInt(17))),
                () -> new TcpOption.FastOpenExperimental(bytes(random.nextInt(17))),
                () -> new TcpOption.AccurateEcn(random.nextInt(2), times(3, () -> random.nextInt(1 << 24))),
                () -> new TcpOption.Unknown(30, bytes(random.nextInt(20))),
                () -> new TcpOption.Unknown(2, bytes(3)),
                () -> new TcpOption.Unknown(254, Bytes.of((byte) 0xf9, (byte) 0x88, (byte) 1))));
    }

    private TcpOption.Sack.Block block() {
        return new TcpOption.Sack.Block(new SequenceNumber(random.nextInt()), new SequenceNumber(random.nextInt()));
    }

    private Transport transport(int version) {
        return pick(List.of(
                this::segment,
                this::segment,
                () -> new UdpDatagram(random.nextInt(1 << 16), random.nextInt(1 << 16), payload()),
                () -> new IcmpMessage(version, random.nextInt(256), random.nextInt(256), random.nextInt(), payload()),
                () -> new OpaqueTransport(47, payload())));
    }

    private IpHeader ipv4() {
        return new IpHeader.V4(
                new IpAddress(bytes(4)),
                new IpAddress(bytes(4)),
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(1 << 16),
                random.nextBoolean(),
                false,
                0,
                random.nextInt(4) == 0 ? bytes(4 * random.nextInt(11)) : Bytes.EMPTY,
                IpHeader.V4.Raw.COMPUTED);
    }

    private IpHeader ipv6() {
        List<IpHeader.V6.Extension> extensions = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(4); i > 0; i--) {
                extensions.add(
                        new IpHeader.V6.Extension(random.nextBoolean() ? 0 : 60, bytes(6 + 8 * random.nextInt(4))));
            }
        }
        return new IpHeader.V6(
                new IpAddress(bytes(16)),
                new IpAddress(bytes(16)),
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(1 << 20),
                OptionalInt.empty(),
                extensions,
                OptionalInt.empty());
    }

    private Bytes payload() {
        int length = random.nextInt(8) == 0 ? random.nextInt(1500) : random.nextInt(20);
        return random.nextInt(3) == 0 ? Bytes.zeros(length) : bytes(length);
    }

    Bytes bytes(int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    /** Up to three small changes: bits, bytes, cuts, growth. */
    byte[] mutated(byte[] packet) {
        byte[] result = packet.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            // Headers are where the decisions are.
            int at = random.nextInt(random.nextBoolean() ? Math.min(80, result.length) : result.length);
            switch (random.nextInt(5)) {
                case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> result[at] = (byte) random.nextInt(256);
                case 2 -> result[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                case 3 -> result = java.util.Arrays.copyOf(result, Math.max(1, at));
                default -> result = java.util.Arrays.copyOf(result, result.length + random.nextInt(9));
            }
        }
        return result;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> List<T> times(int most, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            list.add(one.get());
        }
        return list;
    }

    private <T> T pick(List<Supplier<? extends T>> alternatives) {
        return alternatives.get(random.nextInt(alternatives.size())).get();
    }
}
