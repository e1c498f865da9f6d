package io.statecraft.capture;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The classic format: one header, then records; microseconds or nanoseconds, either byte order. */
final class PcapReader implements CaptureReader {
    private static final int HEADER = 24;
    private static final int RECORD = 16;

    /** No link carries more; a claim of more is damage. */
    private static final int LARGEST = 1 << 26;

    private final FileWindow window;
    private final List<String> problems;
    private final boolean nanoseconds;
    private final int linkType;

    /** The window stands at the magic number, whose byte order it has. */
    PcapReader(FileWindow window, boolean nanoseconds, List<String> problems) {
        this.window = window;
        this.problems = problems;
        this.nanoseconds = nanoseconds;
        this.linkType = window.u16(window.position() + (window.isBigEndian() ? 22 : 20));
        window.skip(HEADER);
    }

    @Override
    public void read(CapturedPacket packet, Consumer<CapturedPacket> sink) throws IOException {
        packet.linkType = linkType;
        packet.interfaceId = 0;
        while (window.has(RECORD)) {
            int at = window.position();
            long seconds = window.u32(at);
            long fraction = window.u32(at + 4);
            int captured = window.i32(at + 8);
            if (captured < 0 || captured > LARGEST) {
                problems.add("packet " + (packet.number + 1) + " claims " + window.u32(at + 8)
                        + " bytes: the file is damaged there, and judged until there");
                return;
            }
            if (!window.has(RECORD + captured)) {
                problems.add("the file ends within packet " + (packet.number + 1) + ": it is judged until there");
                return;
            }
            packet.number++;
            packet.time = seconds * 1_000_000_000L + (nanoseconds ? fraction : fraction * 1_000L);
            packet.bytes = window.bytes();
            packet.start = window.position() + RECORD;
            packet.length = captured;
            packet.originalLength = window.i32(window.position() + 12);
            packet.fileOffset = window.fileOffset(packet.start);
            sink.accept(packet);
            window.skip(RECORD + captured);
        }
        if (window.rest() > 0) {
            problems.add(
                    "the file ends within the header of packet " + (packet.number + 1) + ": it is judged until there");
        }
    }

    @Override
    public long dropped() {
        return 0; // the format has no place for it
    }
}
