package io.statecraft.capture;

import io.statecraft.oracle.Violation;
import io.statecraft.run.Trace;
import io.statecraft.run.TraceEvent;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was on the wire in one attempt, as a capture: raw IP, with a comment at each packet that breaks a clause. */
public final class TraceCapture {
    private static final long SECOND = 1_000_000_000L;

    private TraceCapture() {}

    /**
     * The bytes of the pcapng file; empty if there were no packets.
     *
     * @param began when the run did: the trace's times count from there, as if there were no other scenario
     */
    public static Optional<byte[]> of(Trace trace, List<Violation> violations, Instant began) {
        boolean silent = trace.events().stream().noneMatch(event -> packet(event) != null);
        return silent ? Optional.empty() : Optional.of(write(trace, violations, began));
    }

    private static byte[] write(Trace trace, List<Violation> violations, Instant began) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long origin = began.getEpochSecond() * SECOND + began.getNano();
        try (PcapngWriter writer = new PcapngWriter(bytes)) {
            writer.describeInterface(LinkLayer.RAW);
            for (TraceEvent event : trace.events()) {
                Packet packet = packet(event);
                if (packet != null) {
                    ByteBuffer encoded = ByteBuffer.wrap(PacketCodec.encode(packet));
                    writer.packet(
                            0,
                            origin + event.time(),
                            encoded,
                            encoded.remaining(),
                            comments(event, packet, violations));
                }
            }
        } catch (IOException e) {
            throw new AssertionError("memory has no input or output errors", e);
        }
        return bytes.toByteArray();
    }

    private static Packet packet(TraceEvent event) {
        if (event instanceof TraceEvent.Inbound in) {
            return in.packet();
        }
        return event instanceof TraceEvent.Outbound out ? out.packet() : null;
    }

    /** What the packet, sent by the target at that time, breaks. */
    private static List<String> comments(TraceEvent event, Packet packet, List<Violation> violations) {
        if (!(event instanceof TraceEvent.Outbound) || packet.segment() == null) {
            return List.of();
        }
        return violations.stream()
                .filter(v -> v.time() == event.time() && v.connection().equals(packet.outboundTuple()))
                .map(v -> "Statecraft " + (v.must() ? "FAIL " : "WARNING ") + v.clause() + "\nsent: " + v.event()
                        + "\nallowed: " + String.join("; ", v.allowed()))
                .toList();
    }
}
