package io.statecraft.scenario;

import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;

/** The options of segments, named as scripts name them. */
public final class TcpOptions {
    private TcpOptions() {}

    /** Maximum segment size. */
    public static OptionPattern mss(int size) {
        return exactly(new TcpOption.MaximumSegmentSize(size));
    }

    /** No operation: one octet. */
    public static OptionPattern nop() {
        return exactly(new TcpOption.NoOperation());
    }

    /** End of the list: one octet. */
    public static OptionPattern eol() {
        return exactly(new TcpOption.EndOfList());
    }

    /** Window scale. */
    public static OptionPattern wscale(int shift) {
        return exactly(new TcpOption.WindowScale(shift));
    }

    /** SACK permitted. */
    public static OptionPattern sackOk() {
        return exactly(new TcpOption.SackPermitted());
    }

    /** SACK blocks: the first number of each, and the one after its last. */
    public static OptionPattern sack(long... edges) {
        if (edges.length % 2 != 0) {
            throw new IllegalArgumentException("a block has two edges, these are " + edges.length);
        }
        List<TcpOption.Sack.Block> blocks = new ArrayList<>();
        for (int i = 0; i < edges.length; i += 2) {
            blocks.add(new TcpOption.Sack.Block(SequenceNumber.of(edges[i]), SequenceNumber.of(edges[i + 1])));
        }
        return exactly(new TcpOption.Sack(blocks));
    }

    /** Timestamps, each of 32 bits without a sign. */
    public static OptionPattern timestamps(long value, long echoReply) {
        return exactly(new TcpOption.Timestamps((int) value, (int) echoReply));
    }

    /** Fast Open; an empty cookie is a request. */
    public static OptionPattern fastOpen(Bytes cookie) {
        return exactly(new TcpOption.FastOpen(cookie));
    }

    /** The user timeout (RFC 5482), in seconds. */
    public static OptionPattern userTimeout(int seconds) {
        return exactly(new TcpOption.UserTimeout(false, seconds));
    }

    /** Any option as its bytes. */
    public static OptionPattern option(int kind, Bytes data) {
        return exactly(new TcpOption.Unknown(kind, data));
    }

    /** Any option as a value. */
    public static OptionPattern exactly(TcpOption option) {
        return new OptionPattern.Exactly(option);
    }
}
