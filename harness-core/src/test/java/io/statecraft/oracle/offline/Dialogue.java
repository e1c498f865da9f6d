package io.statecraft.oracle.offline;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a client and a server say to each other, written down as a capture. Numbers are relative; both initial sequence numbers are close to
 * the wrap.
 */
final class Dialogue {
    static final long CLIENT_ISS = 0xffff_ff00L;
    static final long SERVER_ISS = 0xffff_fff0L;
    static final int WINDOW = 10_000;
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.1");
    private static final IpAddress SERVER = IpAddress.of("192.168.0.1");
    private static final long MILLI = 1_000_000;
    static final TcpOption MSS = new TcpOption.MaximumSegmentSize(1460);
    static final TcpOption SACK_PERMITTED = new TcpOption.SackPermitted();

    final Tap tap = new Tap();
    private long time;
    private boolean stamps;
    private long clientStamp;
    private long serverStamp;
    private UnaryOperator<Segment> change = UnaryOperator.identity();

    /** With a handshake, and nothing but MSS offered. */
    static Dialogue established() {
        return new Dialogue().handshake(MSS);
    }

    Dialogue handshake(TcpOption... offers) {
        return client(0, 0, 0, SYN)
                .with(offers)
                .server(0, 1, 0, SYN, ACK)
                .with(offers)
                .client(1, 1, 0, ACK);
    }

    /** With timestamps on every segment: milliseconds. */
    Dialogue stamped() {
        stamps = true;
        return this;
    }

    Dialogue later(long millis) {
        time += millis * MILLI;
        return this;
    }

    Dialogue client(long seq, long ack, int length, TcpFlag... flags) {
        return say(true, CLIENT_ISS + seq, TcpFlag.maskOf(flags) == SYN.mask() ? 0 : SERVER_ISS + ack, length, flags);
    }

    Dialogue server(long seq, long ack, int length, TcpFlag... flags) {
        return say(false, SERVER_ISS + seq, CLIENT_ISS + ack, length, flags);
    }

    /** Changes the segment that was said last. */
    Dialogue but(UnaryOperator<Segment> how) {
        Said last = said.remove(said.size() - 1);
        said.add(new Said(last.time, last.byClient, how.apply(last.segment)));
        return this;
    }

    /** With these options on the segment that was said last, and timestamps if that is the custom. */
    Dialogue with(TcpOption... options) {
        return but(s -> {
            List<TcpOption> all = new ArrayList<>(s.options());
            all.addAll(List.of(options));
            return s.withOptions(all);
        });
    }

    private final List<Said> said = new ArrayList<>();

    private record Said(long time, boolean byClient, Segment segment) {}

    private Dialogue say(boolean byClient, long seq, long ack, int length, TcpFlag... flags) {
        time += MILLI;
        Segment s = Segment.between(byClient ? 40000 : 8080, byClient ? 8080 : 40000)
                .withSeq(SequenceNumber.of(seq))
                .withAck(SequenceNumber.of(ack))
                .withFlags(flags)
                .withWindow(WINDOW)
                .withPayload(text(byClient, seq, length));
        if (stamps) {
            long echo = byClient ? serverStamp : clientStamp;
            s = s.withOptions(
                    List.of(new TcpOption.NoOperation(), new TcpOption.NoOperation(), stamp(time / MILLI, echo)));
            clientStamp = byClient ? time / MILLI : clientStamp;
            serverStamp = byClient ? serverStamp : time / MILLI;
        }
        said.add(new Said(time, byClient, s));
        return this;
    }

    static TcpOption stamp(long value, long echo) {
        return new TcpOption.Timestamps((int) value, (int) echo);
    }

    /** An octet is known by its number. */
    private static Bytes text(boolean byClient, long seq, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ((seq + i) * 31 + (byClient ? 7 : 0));
        }
        return Bytes.of(text);
    }

    /** A conversation that goes on quite in order for a while, so that what was said before is settled. */
    Dialogue orderly(long clientSeq, long serverSeq) {
        later(50);
        for (int i = 0; i < 3; i++) {
            client(clientSeq + 10 * i, serverSeq, 10, ACK).server(serverSeq, clientSeq + 10 * i + 10, 0, ACK);
        }
        return client(clientSeq + 30, serverSeq, 0, ACK, FIN)
                .server(serverSeq, clientSeq + 31, 0, ACK, FIN)
                .client(clientSeq + 31, serverSeq + 1, 0, ACK);
    }

    Tap capture() {
        for (Said one : said) {
            tap.record(
                    one.time,
                    new Packet(
                            one.byClient ? IpHeader.between(CLIENT, SERVER) : IpHeader.between(SERVER, CLIENT),
                            one.segment));
        }
        said.clear();
        return tap;
    }

    /** What is found, with header prediction and without alike. */
    CaptureFindings findings() {
        Tap capture = capture();
        CaptureFindings found = capture.judged(true);
        assertEquals(capture.judged(false).violations(), found.violations());
        return found;
    }

    /** Sees that nothing is found; what else the capture shows. */
    static CaptureFindings nothingIn(Dialogue dialogue) {
        CaptureFindings findings = dialogue.findings();
        assertEquals(findings.violations(), List.of());
        return findings;
    }

    /** {@code packet: clause}, with a question mark for a SHOULD. */
    List<String> found() {
        return findings().violations().stream()
                .map(v -> v.packet() + ": " + v.violation().clause()
                        + (v.violation().must() ? "" : "?"))
                .toList();
    }
}
