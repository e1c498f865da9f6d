package io.statecraft.stack;

import static org.testng.Assert.assertTrue;

import io.statecraft.wire.Bytes;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * A sender that always has something to send, and a receiver that always reads, at the ends of a path with a bottleneck: towards the receiver so many
 * octets go in a second, and what cannot go yet waits in a queue, or is lost where that is full. Amounts are octets, times nanoseconds.
 */
final class Bottleneck {
    private static final double SECOND = 1e9;
    private static final long TURN = Wire.MILLI;
    private static final int BLOCK = 1 << 16;
    private static final int BUFFER = 1 << 22;

    final Wire wire;
    final Endpoint sender;
    private final Endpoint receiver;
    private double rate;
    private long oneWay;
    private long bunches = 1;
    private final double buffer;
    private final double loss;
    private final Random random;
    private long busyUntil;
    private double longestQueue;
    private long read;
    private boolean quiet;
    private int toLose;

    /**
     * A connection over it.
     *
     * @param profile of the sender
     * @param rate octets a second
     * @param roundTrip without a queue
     * @param buffer how long the queue can be
     * @param loss the part of the packets that is lost whatever the queue is, in either direction
     */
    Bottleneck(Profile profile, double rate, long roundTrip, double buffer, double loss) {
        this.wire = new Wire(profile, Profiles.LINUX.with(Setting.MAX_BUFFER, BUFFER), 1);
        this.rate = rate;
        this.oneWay = roundTrip / 2;
        this.buffer = buffer;
        this.loss = loss;
        this.random = new Random(1);
        EndpointOptions sending = new EndpointOptions(profile);
        sending.sendBuffer(BUFFER);
        EndpointOptions receiving = new EndpointOptions(wire.right.profile());
        receiving.receiveBuffer(BUFFER);
        wire.path(sent -> new long[] {oneWay});
        Wire.Open open = wire.open(sending, receiving);
        this.sender = open.client();
        this.receiver = open.server();
        wire.path(this::carry);
    }

    private long[] carry(Wire.Sent sent) {
        long now = wire.clock.now();
        if (sent.fromLeft() && toLose > 0) {
            toLose--;
            return new long[0];
        }
        if (random.nextDouble() < loss) {
            return new long[0];
        } else if (!sent.fromLeft()) {
            long arrival = (now + oneWay + bunches - 1) / bunches * bunches;
            return new long[] {arrival - now};
        }
        double queue = Math.max(0, busyUntil - now) * rate / SECOND;
        if (queue + sent.bytes().length > buffer) {
            return new long[0];
        }
        longestQueue = Math.max(longestQueue, queue);
        busyUntil = Math.max(busyUntil, now) + (long) (sent.bytes().length * SECOND / rate);
        return new long[] {busyUntil - now + oneWay};
    }

    /** Whether the user has nothing more to send for now. */
    void quiet(boolean value) {
        quiet = value;
    }

    /** The bottleneck has so many octets a second from now on. */
    void rate(double octets) {
        rate = octets;
    }

    /** The way is so long from now on, without a queue. */
    void roundTrip(long nanos) {
        oneWay = nanos / 2;
    }

    /** Acknowledgments come together from now on, so far apart. */
    void bunches(long nanos) {
        bunches = nanos;
    }

    /** The next packets of the sender are lost. */
    void lose(int packets) {
        toLose = packets;
    }

    /** The sender's user chooses a congestion control. */
    void choose(CongestionAlgorithm algorithm) {
        sender.options().congestionControl(algorithm);
        sender.optionsChanged();
    }

    /** Lets it go on for so long; the octets a second that the receiver reads. */
    double run(long nanos) {
        long end = wire.clock.now() + nanos;
        long before = read;
        while (wire.clock.now() < end) {
            while (!quiet && sender.isWritable()) {
                sender.send(Bytes.zeros(BLOCK), false, false);
            }
            read += receiver.receive(BUFFER).length();
            wire.run(Math.min(TURN, end - wire.clock.now()));
        }
        return (read - before) * SECOND / nanos;
    }

    /** Lets it go on until something is so. */
    void until(BooleanSupplier what) {
        long patience = wire.clock.now() + 100 * Wire.SECOND;
        while (!what.getAsBoolean()) {
            run(Wire.MILLI);
            assertTrue(wire.clock.now() < patience, "it does not become so: " + sender.status());
        }
    }

    /** The longest that the queue was since it was asked last. */
    double takeLongestQueue() {
        double longest = longestQueue;
        longestQueue = 0;
        return longest;
    }
}
