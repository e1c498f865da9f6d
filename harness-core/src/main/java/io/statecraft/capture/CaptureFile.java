package io.statecraft.capture;

import io.statecraft.oracle.offline.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A capture on disk, pcap or pcapng. Read once, front to back, with a buffer of about a megabyte; what has gone by can be read again by its
 * offset. Confined to one thread.
 */
public final class CaptureFile implements AutoCloseable, Octets {
    private static final int PCAP_MICROSECONDS = 0xa1b2_c3d4;
    private static final int PCAP_NANOSECONDS = 0xa1b2_3c4d;
    private static final int GZIP = 0x1f8b;
    private static final int SMALLEST = 24;
    private static final String FORMATS =
            "a capture is a file in the pcap or pcapng format, as tcpdump -w and Wireshark write them";

    private final Path file;
    private final FileChannel channel;
    private final List<String> problems = new ArrayList<>();
    private final CaptureReader reader;

    private CaptureFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        FileWindow window = new FileWindow(channel);
        if (!window.has(SMALLEST)) {
            throw new CaptureException(file, "is no capture: it has " + window.rest() + " bytes", FORMATS);
        }
        window.bigEndian(true);
        int magic = window.i32(0);
        if (magic == PcapngBlocks.SECTION_HEADER) {
            reader = new PcapngReader(window, problems);
        } else if (magic >>> 16 == GZIP) {
            throw new CaptureException(file, "is compressed", "unpack it first: gunzip --keep " + file);
        } else {
            window.bigEndian(magic == PCAP_MICROSECONDS || magic == PCAP_NANOSECONDS);
            int proper = window.i32(0);
            if (proper != PCAP_MICROSECONDS && proper != PCAP_NANOSECONDS) {
                throw new CaptureException(file, String.format("is no capture: it begins with %08x", magic), FORMATS);
            }
            reader = new PcapReader(window, proper == PCAP_NANOSECONDS, problems);
        }
    }

    /**
     * Opens a capture.
     *
     * @throws CaptureException if it cannot be read, or is none
     */
    public static CaptureFile open(Path file) {
        FileChannel channel = null;
        try {
            if (Files.isDirectory(file)) {
                throw new CaptureException(file, "is a folder", "name the captures in it");
            }
            channel = FileChannel.open(file);
            return new CaptureFile(file, channel);
        } catch (IOException e) {
            close(channel);
            throw unreadable(file, e);
        } catch (CaptureException e) {
            close(channel);
            throw e;
        }
    }

    private static CaptureException unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new CaptureException(file, "cannot be read: there is no such file", "see that the path is right");
        } else if (e instanceof AccessDeniedException) {
            return new CaptureException(
                    file,
                    "cannot be read: permission denied",
                    "captures made as root are root's: change its owner or mode");
        }
        return new CaptureException(file, "cannot be read: " + e.getMessage(), "see that the file is whole");
    }

    /**
     * Calls {@code sink} with every packet, in order.
     *
     * @throws CaptureException if the disk fails; damage of the file is a {@linkplain #problems() problem}
     */
    public void read(Consumer<CapturedPacket> sink) {
        CapturedPacket packet = new CapturedPacket();
        while (next(packet)) {
            sink.accept(packet);
        }
    }

    /** Moves {@code packet} on to the next one; whether there is one. */
    boolean next(CapturedPacket packet) {
        try {
            return reader.next(packet);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** What is wrong with the file, one sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** How many packets the capturing host says that it dropped. */
    public long dropped() {
        return reader.dropped();
    }

    @Override
    public boolean read(long fileOffset, byte[] into, int length) {
        ByteBuffer target = ByteBuffer.wrap(into, 0, length);
        try {
            while (target.hasRemaining()) {
                if (channel.read(target, fileOffset + target.position()) < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
