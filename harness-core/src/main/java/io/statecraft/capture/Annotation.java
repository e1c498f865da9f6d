package io.statecraft.capture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of a capture with comments at packets, in pcapng whatever the original is: Wireshark shows them, and finds them with the filter
 * {@code frame.comment}. Packets keep their numbers, bytes, times and interfaces; what else a pcapng file has (names, statistics, comments of
 * others) stays behind.
 */
public final class Annotation {
    private final PcapngWriter writer;
    private final Map<Long, List<String>> comments;
    private final Map<Long, Integer> interfaces = new HashMap<>();

    private Annotation(PcapngWriter writer, Map<Long, List<String>> comments) {
        this.writer = writer;
        this.comments = comments;
    }

    /**
     * Writes the copy. It is there whole or not at all.
     *
     * @param comments by the number of the packet
     * @throws CaptureException if one of the files fails, or the copy would replace the original
     */
    public static void copy(Path original, Path copy, Map<Long, List<String>> comments) {
        Path partial = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            if (Files.exists(copy) && Files.isSameFile(original, copy)) {
                throw new CaptureException(copy, "is the capture itself", "give the copy another name");
            }
            try (CaptureFile capture = CaptureFile.open(original);
                    PcapngWriter writer =
                            new PcapngWriter(new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16))) {
                Annotation annotation = new Annotation(writer, comments);
                capture.read(annotation::take);
            }
            Files.move(partial, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(copy, e);
        } catch (UncheckedIOException e) {
            throw failed(copy, e.getCause());
        } finally {
            delete(partial);
        }
    }

    private static CaptureException failed(Path copy, IOException e) {
        return new CaptureException(copy, "cannot be written: " + e, "name a file in a folder that can be written to");
    }

    private static void delete(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(CapturedPacket p) {
        try {
            if (!p.isPacket()) {
                copyRecord(p);
                return;
            }
            // An interface of the original, with the link type that it has in its section.
            long key = (long) p.interfaceId << 32 | p.linkType;
            Integer id = interfaces.get(key);
            if (id == null) {
                id = interfaces.size();
                interfaces.put(key, id);
                writer.describeInterface(p.linkType);
            }
            List<String> said = comments.getOrDefault(p.number, List.of());
            writer.packet(id, p.time, ByteBuffer.wrap(p.bytes, p.start, p.length), p.originalLength, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record that is no packet has a number all the same; what says that it is not to be copied keeps its place without its contents. */
    private void copyRecord(CapturedPacket p) throws IOException {
        int length = p.blockType == PcapngBlocks.CUSTOM_NOT_TO_COPY ? 0 : p.length;
        boolean custom = p.blockType != PcapngBlocks.JOURNAL;
        ByteBuffer body = ByteBuffer.allocate((custom ? 4 : 0) + length);
        if (custom) {
            body.putInt(p.enterprise);
        }
        writer.record(p.blockType, body.put(p.bytes, p.start, length));
    }

    /** Comments for each packet out of pairs of a number and a text. */
    public static Map<Long, List<String>> byPacket(List<Map.Entry<Long, String>> pairs) {
        Map<Long, List<String>> comments = new HashMap<>();
        pairs.forEach(pair ->
                comments.computeIfAbsent(pair.getKey(), n -> new ArrayList<>()).add(pair.getValue()));
        return comments;
    }
}
