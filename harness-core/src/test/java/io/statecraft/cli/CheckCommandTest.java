package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.capture.PcapngWriter;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The command {@code check}: what it says, what it writes, how it ends. */
public class CheckCommandTest {
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.1");
    private static final IpAddress SERVER = IpAddress.of("192.0.2.2");
    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("check");
    }

    @AfterMethod
    public void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A handshake; then, unless all is well, a FIN and text behind it. */
    private String capture(String name, boolean good) throws IOException {
        Path file = folder.resolve(name);
        try (PcapngWriter writer = new PcapngWriter(Files.newOutputStream(file))) {
            writer.describeInterface(101);
            say(writer, true, 0, 0, TcpFlag.SYN);
            say(writer, false, 0, 1, TcpFlag.SYN, TcpFlag.ACK);
            say(writer, true, 1, 1, TcpFlag.ACK);
            say(writer, true, 1, 1, TcpFlag.ACK, TcpFlag.FIN);
            if (!good) {
                say(writer, true, 2, 1, TcpFlag.ACK, TcpFlag.FIN);
            }
        }
        return file.toString();
    }

    private static void say(PcapngWriter writer, boolean client, long seq, long ack, TcpFlag... flags)
            throws IOException {
        Segment s = Segment.between(client ? 40000 : 80, client ? 80 : 40000)
                .withSeq(SequenceNumber.of(seq))
                .withAck(SequenceNumber.of(ack))
                .withFlags(flags)
                .withWindow(1000);
        byte[] bytes = PacketCodec.encode(
                new Packet(client ? IpHeader.between(CLIENT, SERVER) : IpHeader.between(SERVER, CLIENT), s));
        writer.packet(0, 1_700_000_000_000_000_000L + seq, ByteBuffer.wrap(bytes), bytes.length, List.of());
    }

    @Test
    public void goodCaptureIsGreen() throws IOException {
        CommandLineRun run = CommandLineRun.of("check", capture("good.pcapng", true));
        assertEquals(run.status(), 0, run.said());
        assertTrue(run.out().contains("violations: 0"), run.out());
        assertTrue(run.out().contains("connections: 1 (1 whole)" + System.lineSeparator()), run.out());
    }

    @Test
    public void whatIsUnprovenIsSaidAndFailsNothing() throws IOException {
        Path file = folder.resolve("stray.pcapng");
        try (PcapngWriter writer = new PcapngWriter(Files.newOutputStream(file))) {
            writer.describeInterface(101);
            say(writer, true, 0, 0, TcpFlag.SYN);
            say(writer, false, 0, 99, TcpFlag.SYN, TcpFlag.ACK);
        }
        CommandLineRun run = CommandLineRun.of("check", file.toString());
        assertEquals(run.status(), 0, run.said());
        assertTrue(run.out().contains("Unproven, since"), run.out());
        assertTrue(run.out().contains("  packet 2, 192.0.2.2:80 - 192.0.2.1:40000: RFC9293:3.10.7.2"), run.out());
    }

    /** One end begins twice: the words say so. */
    @Test
    public void whatIsNotJudgedIsSaidInWords() throws IOException {
        Path file = folder.resolve("twice.pcapng");
        try (PcapngWriter writer = new PcapngWriter(Files.newOutputStream(file))) {
            writer.describeInterface(101);
            say(writer, true, 0, 0, TcpFlag.SYN);
            say(writer, false, 0, 1, TcpFlag.SYN, TcpFlag.ACK);
            say(writer, false, 5, 1, TcpFlag.SYN, TcpFlag.ACK);
        }
        String out = CommandLineRun.of("check", file.toString()).out();
        assertTrue(out.contains("connections: 1 (1 not judged, as one end began twice"), out);
    }

    @Test
    public void violationNamesPacketClauseAndRule() throws IOException {
        String file = capture("bad.pcapng", false);
        CommandLineRun run = CommandLineRun.of(
                "check",
                file,
                "--report",
                folder.resolve("report").toString(),
                "--annotate",
                folder.resolve("notes.pcapng").toString());
        assertEquals(run.status(), 1, run.said());
        assertTrue(
                run.out().startsWith("FAIL " + file + ": packet 5, 192.0.2.1:40000 - 192.0.2.2:80: RFC9293:3.10.4"),
                run.out());
        assertTrue(run.out().contains("  rule      CLOSE queues a FIN behind all text"), run.out());
        assertTrue(run.out().contains("  sent      F. 2:2(0) ack 1 win 1000"), run.out());
        assertTrue(run.out().contains("  allowed   the FIN at 1 where it was"), run.out());
        String json = Files.readString(folder.resolve("report/statecraft-results.json"));
        assertTrue(json.contains("\"verdict\" : \"FAIL\"") && json.contains("\"packet\" : 5"), json);
        String junit = Files.readString(folder.resolve("report/TEST-statecraft.check.xml"));
        assertTrue(junit.contains("failures=\"1\"") && junit.contains("packet 5 breaks RFC9293:3.10.4"), junit);
        // The copy can be judged again, and has the comment.
        assertEquals(
                CommandLineRun.of("check", folder.resolve("notes.pcapng").toString())
                        .status(),
                1);
        assertTrue(new String(
                        Files.readAllBytes(folder.resolve("notes.pcapng")),
                        java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("Statecraft FAIL RFC9293:3.10.4"));
    }

    @Test
    public void misuseIsSaid() throws IOException {
        CommandLineRun none =
                CommandLineRun.of("check", folder.resolve("none.pcap").toString());
        assertEquals(none.status(), 2);
        assertTrue(none.err().contains("there is no such file") && none.err().contains("remedy:"), none.err());
        assertEquals(CommandLineRun.of("check").status(), 2);
        String file = capture("good.pcapng", true);
        assertEquals(
                CommandLineRun.of(
                                "check",
                                file,
                                file,
                                "--annotate",
                                folder.resolve("x").toString())
                        .status(),
                2);
    }

    @Test
    public void captureWithoutTcpIsNotGreen() throws IOException {
        Path file = folder.resolve("empty.pcapng");
        try (PcapngWriter writer = new PcapngWriter(Files.newOutputStream(file))) {
            writer.describeInterface(101);
        }
        assertEquals(CommandLineRun.of("check", file.toString()).status(), 5);
    }
}
