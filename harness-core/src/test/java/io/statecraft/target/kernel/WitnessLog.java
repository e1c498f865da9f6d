package io.statecraft.target.kernel;

import io.statecraft.oracle.Observation;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a witness saw, in order, for a judge that comes later. Packets are kept as octets off the heap: a hundred thousand of them there would
 * give the garbage collector as much to do as the stack has.
 */
final class WitnessLog {
    private static final int CHUNK = 1 << 24;

    /** The largest packet, and the time and length before it. */
    private static final int ENTRY = (1 << 16) + Long.BYTES + Integer.BYTES + 1;

    private static final byte INBOUND = 0;
    private static final byte OUTBOUND = 1;
    private static final byte OTHER = 2;

    private final List<ByteBuffer> chunks = new ArrayList<>();
    private final List<Observation> others = new ArrayList<>();

    /** A packet came. */
    void arrived(long time, Packet packet) {
        add(INBOUND, time, packet);
    }

    /** A packet left. */
    void left(long time, Packet packet) {
        add(OUTBOUND, time, packet);
    }

    private void add(byte direction, long time, Packet packet) {
        ByteBuffer chunk = chunk();
        chunk.put(direction).putLong(time);
        int length = chunk.position();
        chunk.putInt(0);
        PacketCodec.encode(packet, chunk);
        chunk.putInt(length, chunk.position() - length - Integer.BYTES);
    }

    /** Something happened that is no packet. */
    void add(Observation other) {
        chunk().put(OTHER);
        others.add(other);
    }

    private ByteBuffer chunk() {
        if (chunks.isEmpty() || chunks.get(chunks.size() - 1).remaining() < ENTRY) {
            chunks.add(ByteBuffer.allocateDirect(CHUNK));
        }
        return chunks.get(chunks.size() - 1);
    }

    /** Tells all of it. */
    void tell(Consumer<Observation> judge) {
        Deque<Observation> left = new ArrayDeque<>(others);
        for (ByteBuffer chunk : chunks) {
            ByteBuffer written = chunk.duplicate().flip();
            while (written.hasRemaining()) {
                byte kind = written.get();
                judge.accept(kind == OTHER ? left.remove() : packet(kind, written));
            }
        }
    }

    private static Observation packet(byte direction, ByteBuffer written) {
        long time = written.getLong();
        int length = written.getInt();
        Packet packet =
                PacketCodec.decode(written.slice(written.position(), length)).packet();
        written.position(written.position() + length);
        return direction == INBOUND ? new Observation.Inbound(time, packet) : new Observation.Outbound(time, packet);
    }
}
