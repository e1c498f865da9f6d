package io.statecraft.capture;

import static io.statecraft.capture.PcapngBlocks.BYTE_ORDER;
import static io.statecraft.capture.PcapngBlocks.CUSTOM;
import static io.statecraft.capture.PcapngBlocks.CUSTOM_NOT_TO_COPY;
import static io.statecraft.capture.PcapngBlocks.ENHANCED_PACKET;
import static io.statecraft.capture.PcapngBlocks.FRAME;
import static io.statecraft.capture.PcapngBlocks.INTERFACE;
import static io.statecraft.capture.PcapngBlocks.JOURNAL;
import static io.statecraft.capture.PcapngBlocks.OBSOLETE_PACKET;
import static io.statecraft.capture.PcapngBlocks.PACKET_HEADER;
import static io.statecraft.capture.PcapngBlocks.SECTION_HEADER;
import static io.statecraft.capture.PcapngBlocks.SIMPLE_PACKET;
import static io.statecraft.capture.PcapngBlocks.STATISTICS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** pcapng: sections in either byte order, each with interfaces of their own link type and resolution. */
final class PcapngReader implements CaptureReader {
    private static final int LARGEST = 1 << 26;

    /** No section describes more interfaces; a claim of more is damage. */
    private static final int MOST_INTERFACES = 1 << 16;

    private final FileWindow window;
    private final List<String> problems;
    private final List<Interface> interfaces = new ArrayList<>(); // of the section
    private int interfacesBefore; // of the sections before
    private int snapLength;
    private long dropped;
    private boolean damaged;

    /** @param resolution the option if_tsresol; @param offset seconds to add */
    private record Interface(int linkType, int resolution, long offset) {}

    PcapngReader(FileWindow window, List<String> problems) {
        this.window = window;
        this.problems = problems;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        while (!damaged && window.has(FRAME)) {
            int at = window.position();
            int type = window.i32(at);
            if (type == SECTION_HEADER && !section(at)) {
                return damaged(packet, "a section with an unknown byte order");
            }
            int size = window.i32(at + 4);
            if (size < FRAME || size > LARGEST || (size & 3) != 0) {
                return damaged(packet, "a block of " + window.u32(at + 4) + " bytes");
            }
            if (!window.has(size)) {
                break;
            }
            boolean counts = block(window.position(), type, size, packet);
            window.skip(size);
            if (counts) {
                return true;
            }
        }
        if (!damaged && window.rest() > 0) {
            problems.add("the file ends within the block after packet " + packet.number + ": it is judged until there");
        }
        return false;
    }

    private boolean damaged(CapturedPacket packet, String what) {
        problems.add("after packet " + packet.number + " there is " + what
                + ": the file is damaged there, and judged until there");
        damaged = true;
        return false;
    }

    private boolean section(int at) {
        window.bigEndian(true);
        if (window.i32(at + 8) != BYTE_ORDER) {
            window.bigEndian(false);
            if (window.i32(at + 8) != BYTE_ORDER) {
                return false;
            }
        }
        interfacesBefore += interfaces.size();
        interfaces.clear();
        return true;
    }

    /** Whether the block has something with a number, which is in {@code packet} then. */
    private boolean block(int at, int type, int size, CapturedPacket packet) {
        switch (type) {
            case INTERFACE -> {
                if (size < 20 || interfaces.size() == MOST_INTERFACES) {
                    return damaged(packet, size < 20 ? "an interface of " + size + " bytes" : "one interface too many");
                }
                describeInterface(at, size);
            }
            case ENHANCED_PACKET, OBSOLETE_PACKET -> {
                int id = size < PACKET_HEADER + 4
                        ? -1
                        : type == ENHANCED_PACKET ? window.i32(at + 8) : window.u16(at + 8);
                int captured = id < 0 ? -1 : window.i32(at + 20);
                if (id < 0 || id >= interfaces.size() || captured < 0 || captured > size - PACKET_HEADER - 4) {
                    return damaged(packet, "a packet whose lengths or interface cannot be");
                }
                Interface from = interfaces.get(id);
                packet.time = nanoseconds(window.highAndLow(at + 12), from);
                packet.originalLength = window.i32(at + 24);
                return frame(packet, id, at + PACKET_HEADER, captured);
            }
            case SIMPLE_PACKET -> {
                if (size < 16 || interfaces.isEmpty()) {
                    return damaged(packet, "a simple packet without an interface");
                }
                int captured = (int) Math.min(window.u32(at + 8), size - 16);
                if (snapLength > 0) {
                    captured = Math.min(captured, snapLength);
                }
                packet.time = 0;
                packet.originalLength = window.i32(at + 8);
                return frame(packet, 0, at + 12, captured);
            }
            case STATISTICS -> statistics(at, size);
            case JOURNAL, CUSTOM, CUSTOM_NOT_TO_COPY -> {
                int header = type == JOURNAL ? 8 : 12;
                if (size < header + 4) {
                    return damaged(packet, "a record of " + size + " bytes");
                }
                packet.enterprise = type == JOURNAL ? 0 : window.i32(at + 8);
                return record(packet, type, at + header, size - header - 4);
            }
            default -> {
                // names, secrets, what others define
            }
        }
        return false;
    }

    private boolean frame(CapturedPacket packet, int id, int start, int captured) {
        packet.linkType = interfaces.get(id).linkType();
        packet.interfaceId = interfacesBefore + id;
        return record(packet, CapturedPacket.FRAME, start, captured);
    }

    private boolean record(CapturedPacket packet, int blockType, int start, int captured) {
        packet.number++;
        packet.blockType = blockType;
        packet.bytes = window.bytes();
        packet.start = start;
        packet.length = captured;
        packet.fileOffset = window.fileOffset(start);
        return true;
    }

    private void describeInterface(int at, int size) {
        if (interfaces.isEmpty()) {
            snapLength = window.i32(at + 12);
        }
        int resolution = 6;
        long offset = 0;
        int option = option(at + 16, at + size - 4, PcapngBlocks.OPTION_RESOLUTION, 1);
        if (option > 0) {
            resolution = window.bytes()[option];
        }
        option = option(at + 16, at + size - 4, PcapngBlocks.OPTION_TIME_OFFSET, 8);
        if (option > 0) {
            offset = eightBytes(option);
        }
        interfaces.add(new Interface(window.u16(at + 8), resolution, offset));
    }

    private void statistics(int at, int size) {
        for (int code : new int[] {PcapngBlocks.OPTION_INTERFACE_DROPPED, PcapngBlocks.OPTION_SYSTEM_DROPPED}) {
            int option = size < 24 ? -1 : option(at + 20, at + size - 4, code, 8);
            if (option > 0) {
                dropped += Math.max(0, eightBytes(option));
            }
        }
    }

    /** A number of 64 bits, in the section's byte order. */
    private long eightBytes(int at) {
        return window.isBigEndian() ? window.highAndLow(at) : window.u32(at + 4) << 32 | window.u32(at);
    }

    /** The index of an option's value, or -1. */
    private int option(int from, int to, int wanted, int length) {
        int at = from;
        while (at + 4 <= to) {
            int code = window.u16(at);
            int size = window.u16(at + 2);
            if (code == PcapngBlocks.OPTION_END || at + 4 + size > to) {
                return -1;
            }
            if (code == wanted && size >= length) {
                return at + 4;
            }
            at += 4 + PcapngBlocks.padded(size);
        }
        return -1;
    }

    private static long nanoseconds(long units, Interface from) {
        return from.offset() * 1_000_000_000L + scaled(units, from.resolution());
    }

    /** Units of {@code 10^-n} seconds, or of {@code 2^-n} with the high bit set, in nanoseconds. */
    private static long scaled(long units, int resolution) {
        int n = resolution & 0x7f;
        if (resolution >= 0) {
            return n <= 9 ? units * powerOfTen(9 - n) : units / powerOfTen(Math.min(18, n - 9));
        }
        if (n > 32) {
            return scaled(units >>> Math.min(63, n - 32), 32 | 0x80 - 0x100);
        }
        long fraction = units & (1L << n) - 1;
        return (units >>> n) * 1_000_000_000L + (fraction * 1_000_000_000L >>> n);
    }

    private static long powerOfTen(int n) {
        long power = 1;
        for (int i = 0; i < n; i++) {
            power *= 10;
        }
        return power;
    }
}
