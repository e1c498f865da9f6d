package io.statecraft.capture;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.clock.VirtualClock;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Every form of capture file is read alike, and a bad one is judged as far as it goes. */
public class CaptureFileTest {
    private static final long TIME = 1_700_000_000_123_456_789L;
    private Path file;

    @BeforeMethod
    public void makeFile() throws IOException {
        file = Files.createTempFile("capture", ".pcap");
    }

    @AfterMethod
    public void removeFile() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling("copy.pcapng"));
    }

    private static byte[] syn(boolean six) {
        IpAddress from = IpAddress.of(six ? "2001:db8::1" : "192.0.2.1");
        IpAddress to = IpAddress.of(six ? "2001:db8::2" : "192.0.2.2");
        return PacketCodec.encode(new Packet(
                IpHeader.between(from, to),
                Segment.between(40000, 80).withSeq(SequenceNumber.of(7)).withFlags(TcpFlag.SYN)));
    }

    /** A packet read: number, time, link type, interface, bytes. */
    private record Read(long number, long time, int linkType, int interfaceId, List<Byte> bytes) {}

    private List<Read> read() {
        List<Read> all = new ArrayList<>();
        try (CaptureFile capture = CaptureFile.open(file)) {
            capture.read(p -> all.add(new Read(
                    p.number(),
                    p.time(),
                    p.linkType(),
                    p.interfaceId(),
                    list(Arrays.copyOfRange(p.bytes(), p.start(), p.start() + p.length())))));
        }
        return all;
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }

    private static byte[] pcap(ByteOrder order, boolean nanoseconds, int linkType, byte[] frame) {
        ByteBuffer b = ByteBuffer.allocate(40 + frame.length).order(order);
        b.putInt(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0);
        b.putInt(65535).putInt(linkType);
        b.putInt((int) (TIME / 1_000_000_000)).putInt((int) (TIME % 1_000_000_000 / (nanoseconds ? 1 : 1000)));
        return b.putInt(frame.length).putInt(frame.length).put(frame).array();
    }

    @DataProvider
    public Object[][] pcaps() {
        return new Object[][] {
            {ByteOrder.BIG_ENDIAN, true}, {ByteOrder.BIG_ENDIAN, false},
            {ByteOrder.LITTLE_ENDIAN, true}, {ByteOrder.LITTLE_ENDIAN, false}
        };
    }

    @Test(dataProvider = "pcaps")
    public void pcapInBothByteOrdersAndResolutions(ByteOrder order, boolean nanoseconds) throws IOException {
        Files.write(file, pcap(order, nanoseconds, 101, syn(false)));
        long time = nanoseconds ? TIME : TIME / 1000 * 1000;
        assertEquals(read(), List.of(new Read(1, time, 101, 0, list(syn(false)))));
    }

    private static byte[] block(ByteOrder order, int type, byte[] body) {
        int padded = body.length + 3 & ~3;
        ByteBuffer b = ByteBuffer.allocate(12 + padded).order(order);
        b.putInt(type).putInt(12 + padded).put(body).position(8 + padded);
        return b.putInt(12 + padded).array();
    }

    private static byte[] section(ByteOrder order) {
        return block(
                order,
                0x0a0d0d0a,
                ByteBuffer.allocate(16)
                        .order(order)
                        .putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1)
                        .array());
    }

    private static byte[] interfaceWith(ByteOrder order, int linkType, int resolution) {
        ByteBuffer b = ByteBuffer.allocate(20)
                .order(order)
                .putShort((short) linkType)
                .putShort((short) 0)
                .putInt(0);
        b.putShort((short) 9).putShort((short) 1).put((byte) resolution).position(16);
        return block(order, 1, b.array());
    }

    private static byte[] enhanced(ByteOrder order, int id, long units, byte[] frame) {
        ByteBuffer b = ByteBuffer.allocate(20 + frame.length).order(order);
        b.putInt(id)
                .putInt((int) (units >>> 32))
                .putInt((int) units)
                .putInt(frame.length)
                .putInt(frame.length);
        return block(order, 6, b.put(frame).array());
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    public void pcapngWithSectionsInterfacesAndResolutions() throws IOException {
        ByteOrder big = ByteOrder.BIG_ENDIAN;
        ByteOrder little = ByteOrder.LITTLE_ENDIAN;
        byte[] frame = syn(true);
        ByteBuffer obsolete = ByteBuffer.allocate(20 + frame.length).order(little);
        obsolete.putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(5)
                .putInt(frame.length)
                .putInt(frame.length);
        byte[] simple = ByteBuffer.allocate(4 + frame.length)
                .order(little)
                .putInt(frame.length)
                .put(frame)
                .array();
        Files.write(
                file,
                joined(
                        section(big),
                        interfaceWith(big, 1, 9),
                        interfaceWith(big, 101, 3),
                        enhanced(big, 0, TIME, frame),
                        block(big, 0x0badbad, new byte[5]),
                        enhanced(big, 1, TIME / 1_000_000, frame),
                        section(little),
                        interfaceWith(little, 229, 0x80 | 10),
                        enhanced(little, 0, 3 * 1024 + 512, frame),
                        block(little, 2, obsolete.put(frame).array()),
                        block(little, 3, simple)));
        List<Byte> bytes = list(frame);
        assertEquals(
                read(),
                List.of(
                        new Read(1, TIME, 1, 0, bytes),
                        new Read(2, TIME / 1_000_000 * 1_000_000, 101, 1, bytes),
                        new Read(3, 3_500_000_000L, 229, 2, bytes),
                        new Read(4, 5 * 1_000_000_000L / 1024, 229, 2, bytes),
                        new Read(5, 0, 229, 2, bytes)));
    }

    @DataProvider
    public Object[][] links() {
        byte[] ethernet = new byte[12];
        byte[] cooked = new byte[14];
        byte[] cooked2 = new byte[18];
        return new Object[][] {
            {1, ethernet, "0800", ""},
            {1, ethernet, "8100002a0800", ""},
            {1, ethernet, "88a8000181000002" + "0800", ""},
            {113, cooked, "0800", ""},
            {276, new byte[0], "0800", cooked2},
            {0, new byte[0], "02000000", ""},
            {108, new byte[0], "00000002", ""},
            {101, new byte[0], "", ""},
            {12, new byte[0], "", ""},
            {228, new byte[0], "", ""},
        };
    }

    @Test(dataProvider = "links")
    public void linkLayers(int linkType, byte[] before, String type, Object after) throws IOException {
        byte[] behind = after instanceof byte[] bytes ? bytes : new byte[0];
        byte[] frame = joined(before, java.util.HexFormat.of().parseHex(type), behind, syn(false), new byte[6]);
        Files.write(file, pcap(ByteOrder.LITTLE_ENDIAN, false, linkType, frame));
        CaptureReport report = judged();
        assertEquals(report.findings().segments(), 1, "link type " + linkType);
        assertEquals(report.others(), 0);
    }

    private CaptureReport judged() {
        return CaptureJudge.judge(file, true, new VirtualClock());
    }

    @Test
    public void unknownLinkTypesAreCounted() throws IOException {
        Files.write(file, pcap(ByteOrder.LITTLE_ENDIAN, false, 195, syn(false)));
        assertEquals(judged().unknownLinks(), Map.of(195, 1L));
        assertEquals(judged().findings().segments(), 0);
    }

    @Test
    public void fragmentsAreLeftOutAndCounted() throws IOException {
        byte[] fragment = syn(false);
        fragment[6] = 0x20;
        Files.write(file, pcap(ByteOrder.LITTLE_ENDIAN, false, 101, fragment));
        assertEquals(judged().fragments(), 1);
        assertEquals(judged().findings().missing(), 1);
    }

    @Test
    public void truncatedFileIsJudgedUntilThere() throws IOException {
        byte[] whole = joined(
                pcap(ByteOrder.LITTLE_ENDIAN, false, 101, syn(false)),
                Arrays.copyOfRange(pcap(ByteOrder.LITTLE_ENDIAN, false, 101, syn(false)), 24, 50));
        Files.write(file, whole);
        assertEquals(judged().packets(), 1);
        assertEquals(judged().problems(), List.of("the file ends within packet 2: it is judged until there"));
        whole[48] = (byte) 0xff;
        Files.write(file, Arrays.copyOf(whole, 44));
        assertEquals(read().size(), 0);
    }

    @Test
    public void whatIsNoCaptureSaysSo() throws IOException {
        Files.writeString(file, "This is a text, and a long one at that.");
        assertTrue(expectThrows(CaptureException.class, this::judged)
                .getMessage()
                .endsWith("is no capture: it begins with 54686973"));
        Files.write(
                file,
                new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertTrue(expectThrows(CaptureException.class, this::judged).remedy().contains("gunzip"));
        Files.write(file, new byte[3]);
        assertTrue(expectThrows(CaptureException.class, this::judged)
                .getMessage()
                .endsWith("is no capture: it has 3 bytes"));
        Files.delete(file);
        assertTrue(
                expectThrows(CaptureException.class, this::judged).getMessage().endsWith("there is no such file"));
    }

    @Test
    public void anyBytesAreSurvived() throws IOException {
        Random random = new Random(1);
        byte[] pcapng = joined(
                section(ByteOrder.BIG_ENDIAN),
                interfaceWith(ByteOrder.BIG_ENDIAN, 101, 9),
                enhanced(ByteOrder.BIG_ENDIAN, 0, TIME, syn(false)),
                enhanced(ByteOrder.BIG_ENDIAN, 0, TIME, syn(true)));
        byte[] pcap = pcap(ByteOrder.LITTLE_ENDIAN, false, 1, joined(new byte[12], new byte[] {8, 0}, syn(false)));
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = (random.nextBoolean() ? pcap : pcapng).clone();
            for (int j = 0; j < 1 + random.nextInt(4); j++) {
                bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
            }
            Files.write(file, Arrays.copyOf(bytes, bytes.length - random.nextInt(10)));
            assertTrue(judged().packets() <= 2);
        }
    }

    @Test
    public void copyHasThePacketsAndTheComments() throws IOException {
        Files.write(file, pcap(ByteOrder.BIG_ENDIAN, true, 101, syn(false)));
        List<Read> original = read();
        Path copy = file.resolveSibling("copy.pcapng");
        Annotation.copy(file, copy, Map.of(1L, List.of("ein Wort", "und noch eins")));
        Path was = file;
        file = copy;
        assertEquals(read(), original);
        file = was;
        String text = new String(Files.readAllBytes(copy), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("ein Wort") && text.contains("und noch eins"));
        assertTrue(expectThrows(CaptureException.class, () -> Annotation.copy(was, was, Map.of()))
                .getMessage()
                .endsWith("is the capture itself"));
    }
}
