package io.statecraft.capture;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.capture.Packets.Frame;
import io.statecraft.clock.VirtualClock;
import io.statecraft.oracle.offline.CaptureViolation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The annotated copy of a capture: the same packets under the same numbers, and the comments at those that break a clause. */
public class AnnotationTest {
    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("annotated");
    }

    @AfterMethod
    public void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A packet of the copy, read by this test's own reader. */
    private record Copied(int linkType, long time, Frame frame, List<String> comments) {}

    @DataProvider
    public Object[][] pcaps() {
        List<Object[]> rows = new ArrayList<>();
        int row = 0;
        for (Packets.Link link : Packets.LINKS) {
            rows.add(
                    new Object[] {link, row % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, row++ % 3 == 0});
        }
        return rows.toArray(new Object[0][]);
    }

    @Test(dataProvider = "pcaps")
    public void copyOfPcap(Packets.Link link, ByteOrder order, boolean nanoseconds) throws IOException {
        List<Frame> frames = Packets.conversation(link, 40_000);
        Path original = folder.resolve("original.pcap");
        Files.write(original, Packets.pcap(order, nanoseconds, link.type(), frames));
        List<Copied> expected = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            long time = Packets.time(i);
            expected.add(new Copied(
                    link.type(), nanoseconds ? time : time / 1_000 * 1_000, frames.get(i), commentsOf(i + 1)));
        }
        assertEquals(copied(annotated(original)), expected);
    }

    /** All link types in one file, each at an interface of its own. */
    @Test
    public void copyOfPcapng() throws IOException {
        Path original = folder.resolve("original.pcapng");
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            List<Copied> expected = new ArrayList<>();
            Files.write(original, everyLink(order, expected));
            assertEquals(copied(annotated(original)), expected);
        }
    }

    private static byte[] everyLink(ByteOrder order, List<Copied> expected) throws IOException {
        PcapngBytes file = new PcapngBytes(order).section();
        Packets.LINKS.forEach(link -> file.describe(link.type()));
        for (int i = 0; i < Packets.LINKS.size(); i++) {
            Packets.Link link = Packets.LINKS.get(i);
            int number = 0;
            for (Frame frame : Packets.conversation(link, 40_000 + i)) {
                long time = Packets.time(expected.size());
                file.enhanced(i, time, frame);
                expected.add(new Copied(link.type(), time, frame, commentsOf(++number)));
            }
        }
        return file.bytes();
    }

    /** Records that are no packets have numbers too, as Wireshark counts them. */
    @Test
    public void recordsThatAreNoPacketsKeepTheirNumbers() throws IOException {
        Path original = folder.resolve("records.pcapng");
        Path copy = folder.resolve("copy.pcapng");
        Packets.Link raw = Packets.LINKS.get(0);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            PcapngBytes file = new PcapngBytes(order).section().describe(raw.type());
            file.block(9, "__REALTIME_TIMESTAMP=1\nMESSAGE=hallo\n".getBytes(StandardCharsets.US_ASCII));
            file.block(0xbad, PcapngBytes.custom(order, 32_473, "a word"));
            file.block(0x4000_0bad, PcapngBytes.custom(order, 32_473, "of this file alone"));
            file.block(0x7777, new byte[4]); // of no kind that has a number
            for (Frame frame : Packets.conversation(raw, 40_000)) {
                file.enhanced(0, Packets.time(0), frame);
            }
            Files.write(original, file.bytes());
            assertEquals(numbersOf(original), List.of(3L + Packets.FIRST_BAD, 3L + Packets.SECOND_BAD));
            CaptureReport report = judge(original);
            Annotation.copy(original, copy, Map.of());
            assertEquals(numbersOf(copy), numbersOf(original));
            assertEquals(judge(copy).packets(), report.packets());
            assertEquals(judge(copy).others(), 3 + 1);
            String text = new String(Files.readAllBytes(copy), StandardCharsets.ISO_8859_1);
            assertTrue(text.contains("MESSAGE=hallo") && text.contains("a word"), text);
            assertTrue(!text.contains("of this file alone"), text);
        }
    }

    /** The words at the two packets of a conversation that break a clause. */
    private static List<String> commentsOf(int number) {
        return number == Packets.FIRST_BAD || number == Packets.SECOND_BAD ? List.of("RFC9293:MUST-65") : List.of();
    }

    private static CaptureReport judge(Path file) {
        return CaptureJudge.judge(file, true, new VirtualClock());
    }

    private static List<Long> numbersOf(Path file) {
        return judge(file).findings().violations().stream()
                .map(CaptureViolation::packet)
                .toList();
    }

    /** The copy, with the clause as the comment. */
    private Path annotated(Path original) {
        Path copy = folder.resolve("copy.pcapng");
        Annotation.copy(
                original,
                copy,
                Annotation.byPacket(judge(original).findings().violations().stream()
                        .map(found ->
                                Map.entry(found.packet(), found.violation().clause()))
                        .toList()));
        return copy;
    }

    /** Reads what {@link PcapngWriter} writes, block by block. */
    private static List<Copied> copied(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        List<Integer> links = new ArrayList<>();
        List<Copied> packets = new ArrayList<>();
        while (in.hasRemaining()) {
            int at = in.position();
            int type = in.getInt();
            int size = in.getInt();
            assertEquals(in.getInt(at + size - 4), size, "the length again, at the end of the block at " + at);
            if (type == 1) {
                links.add((int) in.getShort());
            } else if (type == 6) {
                int link = links.get(in.getInt());
                long time = in.getLong();
                byte[] frame = new byte[in.getInt()];
                int original = in.getInt();
                in.get(frame);
                in.position(in.position() + (-frame.length & 3));
                packets.add(new Copied(link, time, new Frame(frame, original), comments(in, at + size - 4)));
            }
            in.position(at + size);
        }
        return packets;
    }

    private static List<String> comments(ByteBuffer in, int end) {
        List<String> comments = new ArrayList<>();
        while (in.position() < end) {
            int code = in.getShort();
            byte[] value = new byte[in.getShort()];
            in.get(value).position(in.position() + (-value.length & 3));
            if (code == 1) {
                comments.add(new String(value, StandardCharsets.UTF_8));
            }
        }
        return comments;
    }

    /** What Wireshark's own reader makes of the copy: the packets of the original, and the comments. */
    @Test
    public void tsharkReadsTheCopy() throws IOException, InterruptedException {
        if (Stream.of(System.getenv("PATH").split(":"))
                .noneMatch(path -> Files.isExecutable(Path.of(path, "tshark")))) {
            throw new SkipException("tshark is not installed");
        }
        Path pcapng = folder.resolve("original.pcapng");
        List<Copied> expected = new ArrayList<>();
        Files.write(pcapng, everyLink(ByteOrder.LITTLE_ENDIAN, expected));
        assertSameInTshark(pcapng, expected.stream().map(Copied::comments).toList());
        Path pcap = folder.resolve("original.pcap");
        Packets.Link link = Packets.LINKS.get(1);
        List<Frame> frames = Packets.conversation(link, 40_000);
        Files.write(pcap, Packets.pcap(ByteOrder.BIG_ENDIAN, false, link.type(), frames));
        List<List<String>> comments = new ArrayList<>();
        frames.forEach(frame -> comments.add(commentsOf(comments.size() + 1)));
        assertSameInTshark(pcap, comments);
    }

    private void assertSameInTshark(Path original, List<List<String>> comments)
            throws IOException, InterruptedException {
        List<String> was = tshark(original);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < was.size(); i++) {
            expected.add(was.get(i) + String.join(",", comments.get(i)));
        }
        assertEquals(was.size(), comments.size());
        assertEquals(tshark(annotated(original)), expected);
    }

    private List<String> tshark(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
        for (String field : List.of(
                "frame.number",
                "frame.time_epoch",
                "frame.cap_len",
                "frame.len",
                "frame.protocols",
                "tcp.seq_raw",
                "frame.comment")) {
            command.addAll(List.of("-e", field));
        }
        Path out = folder.resolve("tshark.out");
        Process tshark = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(tshark.waitFor(), 0);
        return Files.readAllLines(out);
    }
}
