package io.statecraft.wire;

import io.statecraft.wire.TcpOption.AccurateEcn;
import io.statecraft.wire.TcpOption.EndOfList;
import io.statecraft.wire.TcpOption.FastOpen;
import io.statecraft.wire.TcpOption.FastOpenExperimental;
import io.statecraft.wire.TcpOption.MaximumSegmentSize;
import io.statecraft.wire.TcpOption.Md5Signature;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.Sack;
import io.statecraft.wire.TcpOption.SackPermitted;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.Unknown;
import io.statecraft.wire.TcpOption.Unreadable;
import io.statecraft.wire.TcpOption.UserTimeout;
import io.statecraft.wire.TcpOption.WindowScale;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The option list of a TCP header, to bytes and back (RFC 9293 section 3.1). */
public final class TcpOptionCodec {
    /** The identifier of Fast Open among the experiments (RFC 7413 section 4.1.1, RFC 6994). */
    private static final int FAST_OPEN_EXPERIMENT = 0xf989;

    private static final TcpOption END_OF_LIST = new EndOfList();
    private static final TcpOption NO_OPERATION = new NoOperation();
    private static final TcpOption SACK_PERMITTED = new SackPermitted();

    private TcpOptionCodec() {}

    /**
     * The options that {@code bytes} hold: writing them gives the same bytes, whatever the bytes are. After the end of
     * the list each zero is one more {@link TcpOption.EndOfList}.
     */
    public static List<TcpOption> decode(Bytes bytes) {
        return decode(new PacketReader(ByteBuffer.wrap(bytes.toArray()), true), 0, bytes.length());
    }

    /** The bytes of {@code options} as they stand, without padding. */
    public static Bytes encode(List<TcpOption> options) {
        ByteBuffer b = ByteBuffer.allocate(size(options));
        encode(options, b);
        return Bytes.of(b.array());
    }

    /** Reads options so that writing them gives the same bytes, whatever the bytes are. */
    static List<TcpOption> decode(PacketReader in, int from, int to) {
        if (from == to) {
            return List.of();
        }
        List<TcpOption> options = new ArrayList<>(6);
        int at = from;
        while (at < to) {
            int kind = in.unsigned8(at);
            if (kind == 0) {
                padding(in, at, to, options);
                return options;
            }
            if (kind == 1) {
                options.add(NO_OPERATION);
                at++;
            } else {
                int length = at + 1 < to ? in.unsigned8(at + 1) : 0;
                if (length < 2 || at + length > to) {
                    in.problem(
                            Problem.Kind.TCP_OPTIONS,
                            "TCP option of kind " + kind
                                    + (at + 1 < to ? " and length " + length : " without a length")
                                    + " with " + (to - at) + " bytes left");
                    options.add(new Unreadable(in.copy(at, to)));
                    return options;
                }
                options.add(decodeOne(in, kind, at, length));
                at += length;
            }
        }
        return options;
    }

    /** The end of the list, and the padding after it: zeros are kept one by one, and the rest as it is. */
    private static void padding(PacketReader in, int from, int to, List<TcpOption> options) {
        int at = from;
        while (at < to && in.unsigned8(at) == 0) {
            options.add(END_OF_LIST);
            at++;
        }
        if (at < to) {
            in.problem(Problem.Kind.TCP_PADDING, "TCP header padding is not zero");
            options.add(new Unreadable(in.copy(at, to)));
        }
    }

    private static TcpOption decodeOne(PacketReader in, int kind, int at, int length) {
        int data = at + 2;
        int end = at + length;
        switch (kind) {
            case 2:
                return length == 4 ? new MaximumSegmentSize(in.unsigned16(data)) : unknown(in, kind, data, end);
            case 3:
                return length == 3 ? new WindowScale(in.unsigned8(data)) : unknown(in, kind, data, end);
            case 4:
                return length == 2 ? SACK_PERMITTED : unknown(in, kind, data, end);
            case 5:
                return length % 8 == 2 ? sack(in, data, end) : unknown(in, kind, data, end);
            case 8:
                return length == 10
                        ? new Timestamps(in.signed32(data), in.signed32(data + 4))
                        : unknown(in, kind, data, end);
            case 19:
                return new Md5Signature(in.copy(data, end));
            case 28:
                return length == 4
                        ? new UserTimeout(in.unsigned8(data) > 0x7f, in.unsigned16(data) & UserTimeout.LARGEST)
                        : unknown(in, kind, data, end);
            case 34:
                return new FastOpen(in.copy(data, end));
            case 172, 174:
                return length <= 11 && length % 3 == 2
                        ? accurateEcn(in, kind, data, end)
                        : unknown(in, kind, data, end);
            case 254:
                return length >= 4 && in.unsigned16(data) == FAST_OPEN_EXPERIMENT
                        ? new FastOpenExperimental(in.copy(data + 2, end))
                        : unknown(in, kind, data, end);
            default:
                return unknown(in, kind, data, end);
        }
    }

    private static TcpOption unknown(PacketReader in, int kind, int from, int to) {
        return new Unknown(kind, in.copy(from, to));
    }

    private static TcpOption sack(PacketReader in, int from, int to) {
        List<Sack.Block> blocks = new ArrayList<>(4);
        for (int at = from; at < to; at += 8) {
            blocks.add(new Sack.Block(new SequenceNumber(in.signed32(at)), new SequenceNumber(in.signed32(at + 4))));
        }
        return new Sack(blocks);
    }

    private static TcpOption accurateEcn(PacketReader in, int kind, int from, int to) {
        List<Integer> counters = new ArrayList<>(3);
        for (int at = from; at < to; at += 3) {
            counters.add(in.unsigned8(at) << 16 | in.unsigned16(at + 1));
        }
        return new AccurateEcn(kind == 172 ? 0 : 1, counters);
    }

    /** The octets of all options, unpadded. */
    public static int size(List<TcpOption> options) {
        int size = 0;
        for (int i = 0; i < options.size(); i++) {
            size += options.get(i).length();
        }
        return size;
    }

    /** Writes the options at the position of {@code b}, in their order, without padding. */
    static void encode(List<TcpOption> options, ByteBuffer b) {
        for (int i = 0; i < options.size(); i++) {
            encodeOne(options.get(i), b);
        }
    }

    private static void encodeOne(TcpOption option, ByteBuffer b) {
        if (option instanceof Unreadable unreadable) {
            unreadable.rest().putInto(b);
            return;
        }
        b.put((byte) option.kind());
        if (option instanceof EndOfList || option instanceof NoOperation) {
            return;
        }
        b.put((byte) option.length());
        if (option instanceof Timestamps timestamps) {
            b.putInt(timestamps.value()).putInt(timestamps.echoReply());
        } else if (option instanceof MaximumSegmentSize mss) {
            b.putShort((short) mss.size());
        } else if (option instanceof WindowScale scale) {
            b.put((byte) scale.shift());
        } else if (option instanceof UserTimeout timeout) {
            b.putShort((short) (timeout.value() | (timeout.minutes() ? UserTimeout.LARGEST + 1 : 0)));
        } else if (option instanceof Sack sack) {
            for (Sack.Block block : sack.blocks()) {
                b.putInt(block.left().bits()).putInt(block.right().bits());
            }
        } else if (option instanceof AccurateEcn ecn) {
            for (int counter : ecn.counters()) {
                b.put((byte) (counter >> 16)).putShort((short) counter);
            }
        } else if (option instanceof FastOpenExperimental experimental) {
            b.putShort((short) FAST_OPEN_EXPERIMENT);
            experimental.cookie().putInto(b);
        } else {
            dataOf(option).putInto(b);
        }
    }

    private static Bytes dataOf(TcpOption option) {
        if (option instanceof Md5Signature md5) {
            return md5.digest();
        }
        if (option instanceof FastOpen fastOpen) {
            return fastOpen.cookie();
        }
        return option instanceof Unknown unknown ? unknown.data() : Bytes.EMPTY; // SACK permitted has none
    }
}
