package io.statecraft.run;

import io.statecraft.clock.VirtualClock;
import io.statecraft.link.Link;
import io.statecraft.oracle.Delivery;
import io.statecraft.target.Target;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import java.nio.ByteBuffer;

/** A target with the clock set to zero at the scenario's start: where one attempt is made. */
final class Bench {
    /** What a sender leaves to hardware cannot be judged where there is none; a target in our own memory has no such excuse. */
    private final boolean trustsChecksums;

    private final Target target;
    private final Link link;
    private final boolean virtual;
    private final long origin;

    /** A packet from the target, and when it came. */
    record Received(long time, Decoded decoded) {}

    Bench(Target target) {
        this.target = target;
        this.link = target.link();
        this.virtual = target.clock() instanceof VirtualClock;
        this.trustsChecksums = !virtual;
        this.origin = target.clock().now();
    }

    Target target() {
        return target;
    }

    /** Whether the time is ours, so that waiting costs nothing. */
    boolean isVirtual() {
        return virtual;
    }

    /** How exactly the time of a packet tells when the target saw it. */
    Delivery delivery() {
        return virtual ? Delivery.EXACT : link.deliversAtOnce() ? Delivery.PROMPT : Delivery.IN_FLIGHT;
    }

    /** Whether a packet may stand for several segments: a kernel leaves it to a network card to cut them. */
    boolean superSegments() {
        return !virtual;
    }

    /** How far apart the moments are at which the target's timers go off. */
    long tick() {
        return target.tick();
    }

    long now() {
        return target.clock().now() - origin;
    }

    /** A time of the target's clock, counted from the scenario's start. */
    long sinceStart(long time) {
        return time - origin;
    }

    /** A time of the scenario, by the target's clock. */
    long byClock(long time) {
        return time >= Long.MAX_VALUE - origin ? Long.MAX_VALUE : time + origin;
    }

    void sleepUntil(long time) {
        target.clock().sleepUntil(byClock(time));
    }

    void send(Packet packet) {
        link.send(ByteBuffer.wrap(PacketCodec.encode(packet)));
    }

    /** The next packet from the target, or null if none came by {@code deadline}. */
    Received receive(long deadline) {
        Link.Received received = link.receive(byClock(deadline));
        if (received == null) {
            return null;
        }
        Decoded decoded = trustsChecksums
                ? PacketCodec.decodeTrustingChecksums(received.packet())
                : PacketCodec.decode(received.packet());
        return new Received(sinceStart(received.time()), decoded);
    }

    long lost() {
        return link.lost();
    }
}
