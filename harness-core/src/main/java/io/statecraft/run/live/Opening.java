package io.statecraft.run.live;

import io.statecraft.scenario.TcpOptions;
import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.wire.SequenceNumber;
import java.util.List;

/**
 * How a connection is opened, and what the harness's SYN offers.
 *
 * @param listens whether the target listens; otherwise it connects
 * @param window the window field of the harness's segments, unless one says otherwise
 * @param isn the harness's initial sequence number
 * @param options of the harness's SYN or SYN,ACK
 */
public record Opening(boolean listens, int window, SequenceNumber isn, List<OptionPattern> options) {
    private static final int MSS = 1460;

    public Opening {
        options = List.copyOf(options);
    }

    /** The target listens, the harness opens. */
    public static Opening passive() {
        return new Opening(true, 65535, SequenceNumber.ZERO, List.of(TcpOptions.mss(MSS)));
    }

    /** The target opens, the harness answers. */
    public static Opening active() {
        return new Opening(false, 65535, SequenceNumber.ZERO, List.of(TcpOptions.mss(MSS)));
    }

    /** The window field of the harness's segments, 0 to 65535. */
    public Opening window(int field) {
        return new Opening(listens, field, isn, options);
    }

    /** The harness's initial sequence number. */
    public Opening isn(long number) {
        return new Opening(listens, window, SequenceNumber.of(number), options);
    }

    /** The options of the harness's SYN; {@link TcpOptions} makes them. They must fill whole words. */
    public Opening options(OptionPattern... list) {
        return new Opening(listens, window, isn, List.of(list));
    }
}
