package io.statecraft.capture;

import java.io.IOException;
import java.util.List;

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
    public boolean next(CapturedPacket packet) throws IOException {
        if (!window.has(RECORD)) {
            return window.rest() > 0 && endsWithin(packet, "the header of packet ");
        }
        int captured = window.i32(window.position() + 8);
        if (captured < 0 || captured > LARGEST) {
            return claimsTooMuch(packet, captured);
        }
        if (!window.has(RECORD + captured)) {
            return endsWithin(packet, "packet ");
        }
        int at = window.position();
        long fraction = window.u32(at + 4);
        packet.number++;
        packet.time = window.u32(at) * 1_000_000_000L + (nanoseconds ? fraction : fraction * 1_000L);
        packet.linkType = linkType;
        packet.bytes = window.bytes();
        packet.start = at + RECORD;
        packet.length = captured;
        packet.originalLength = window.i32(at + 12);
        packet.fileOffset = window.fileOffset(at + RECORD);
        window.skip(RECORD + captured);
        return true;
    }

    private boolean endsWithin(CapturedPacket packet, String what) {
        problems.add("the file ends within " + what + (packet.number + 1) + ": it is judged until there");
        return false;
    }

    private boolean claimsTooMuch(CapturedPacket packet, int bytes) {
        problems.add("packet " + (packet.number + 1) + " claims " + Integer.toUnsignedLong(bytes)
                + " bytes: the file is damaged there, and judged until there");
        return false;
    }

    @Override
    public long dropped() {
        return 0; // the format has no place for it
    }
}
