package io.statecraft.link;

import io.statecraft.clock.Clock;
import java.nio.ByteBuffer;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A link over which packets are lost, doubled, overtaken, spoiled and late: it makes a bad network out of a good one, in either
 * direction, and the same one again from the same seed.
 *
 * <p>What is late waits here, and goes on in the calls of this link: whoever waits for packets in {@link #receive} lets those go that
 * are due meanwhile.
 */
public final class FaultyLink implements Link {
    private final Link link;
    private final Clock clock;
    private final Direction outward;
    private final Direction inward;

    /**
     * @param link the good one, which this one owns from now on
     * @param clock that the target lives by
     * @param towards what becomes of packets to the target
     * @param from what becomes of packets from the target
     * @param seed for everything that is left to chance
     */
    public FaultyLink(Link link, Clock clock, Impairment towards, Impairment from, long seed) {
        this.link = link;
        this.clock = clock;
        this.outward = new Direction(towards, new Random(seed));
        this.inward = new Direction(from, new Random(~seed));
    }

    /** Makes something else of each packet to the target before anything happens to it; null loses it. */
    public void rewriteTowards(UnaryOperator<ByteBuffer> rewriting) {
        outward.rewriting = rewriting;
    }

    /** Makes something else of each packet from the target before anything happens to it; null loses it. */
    public void rewriteFrom(UnaryOperator<ByteBuffer> rewriting) {
        inward.rewriting = rewriting;
    }

    @Override
    public void send(ByteBuffer packet) {
        outward.enter(packet, clock.now());
        passOn();
    }

    /** Sends what is due. */
    private void passOn() {
        for (Held due = outward.next(clock.now()); due != null; due = outward.next(clock.now())) {
            link.send(ByteBuffer.wrap(due.packet));
        }
    }

    @Override
    public Received receive(long deadline) {
        while (true) {
            passOn();
            Held due = inward.next(clock.now());
            if (due != null) {
                return new Received(due.time, ByteBuffer.wrap(due.packet));
            }
            long until = Math.min(deadline, nextDue());
            Received received = link.receive(until);
            if (received != null) {
                inward.enter(received.packet(), received.time());
            } else if (until >= deadline) {
                passOn();
                due = inward.next(clock.now());
                return due == null ? null : new Received(due.time, ByteBuffer.wrap(due.packet));
            }
        }
    }

    /** When the next packet that waits here is to go on, {@link Long#MAX_VALUE} if none waits. */
    public long nextDue() {
        return Math.min(outward.nextDue(), inward.nextDue());
    }

    @Override
    public boolean deliversAtOnce() {
        return link.deliversAtOnce() && outward.impairment.isNone();
    }

    @Override
    public long lost() {
        return link.lost();
    }

    /** What has not arrived yet never will. */
    @Override
    public void close() {
        link.close();
    }

    /** A packet on its way; of those of one time the one that came first goes first. */
    private record Held(long time, long order, byte[] packet) implements Comparable<Held> {
        @Override
        public int compareTo(Held other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private static final class Direction {
        private final Impairment impairment;
        private final Random random;
        private final PriorityQueue<Held> held = new PriorityQueue<>();
        private UnaryOperator<ByteBuffer> rewriting = UnaryOperator.identity();
        private long entered;

        Direction(Impairment impairment, Random random) {
            this.impairment = impairment;
            this.random = random;
        }

        void enter(ByteBuffer packet, long now) {
            ByteBuffer rewritten = rewriting.apply(packet);
            // Each packet draws as often as every other, so that what becomes of one does not hang on those before it.
            boolean lost = random.nextDouble() < impairment.loss();
            boolean doubled = random.nextDouble() < impairment.duplication();
            boolean overtaken = random.nextDouble() < impairment.reordering();
            boolean spoiled = random.nextDouble() < impairment.corruption();
            double first = random.nextDouble();
            double second = random.nextDouble();
            double place = random.nextDouble();
            if (rewritten == null || lost) {
                return;
            }
            byte[] bytes = new byte[rewritten.remaining()];
            rewritten.get(rewritten.position(), bytes);
            if (spoiled && bytes.length > 0) {
                int bit = (int) (place * 8 * bytes.length);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
            held.add(new Held(arrival(now, first, overtaken), entered++, bytes));
            if (doubled) {
                held.add(new Held(arrival(now, second, false), entered++, bytes));
            }
        }

        private long arrival(long now, double share, boolean overtaken) {
            return now + impairment.delay() + (long) (share * impairment.jitter()) + (overtaken ? impairment.lag() : 0);
        }

        Held next(long now) {
            return nextDue() <= now ? held.poll() : null;
        }

        long nextDue() {
            Held first = held.peek();
            return first == null ? Long.MAX_VALUE : first.time;
        }
    }
}
