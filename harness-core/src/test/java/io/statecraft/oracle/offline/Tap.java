package io.statecraft.oracle.offline;

import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import java.util.ArrayList;
import java.util.List;

/** A capture in memory: packets with their times, in the order in which they were recorded. */
final class Tap implements Octets {
    private static final int STRIDE = 1 << 17;

    private final List<Recorded> packets = new ArrayList<>();

    record Recorded(long time, byte[] bytes, int original) {}

    void record(long time, Packet packet) {
        record(time, PacketCodec.encode(packet));
    }

    void record(long time, byte[] bytes) {
        packets.add(new Recorded(time, bytes, bytes.length));
    }

    int size() {
        return packets.size();
    }

    /** The bytes of a packet, by its number: to be changed, perhaps. */
    byte[] packet(int number) {
        return packets.get(number - 1).bytes();
    }

    /** Only so many bytes of the packet were captured. */
    void cut(int number, int length) {
        Recorded whole = packets.get(number - 1);
        packets.set(
                number - 1,
                new Recorded(whole.time(), java.util.Arrays.copyOf(whole.bytes(), length), whole.original()));
    }

    @Override
    public boolean read(long fileOffset, byte[] into, int length) {
        byte[] packet = packets.get((int) (fileOffset / STRIDE)).bytes();
        if (length > packet.length) {
            return false;
        }
        System.arraycopy(packet, 0, into, 0, length);
        return true;
    }

    CaptureFindings judged(boolean fastPath) {
        OfflineOracle oracle = new OfflineOracle(this, fastPath);
        SegmentView view = new SegmentView();
        for (int i = 0; i < packets.size(); i++) {
            Recorded packet = packets.get(i);
            view.locate(i + 1, packet.time(), (long) i * STRIDE, 0);
            if (view.read(packet.bytes(), 0, packet.bytes().length, packet.original()) == SegmentView.Kind.TCP) {
                oracle.take(view);
            }
        }
        return oracle.finish();
    }
}
