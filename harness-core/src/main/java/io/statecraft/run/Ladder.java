package io.statecraft.run;

import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketNotation;
import io.statecraft.wire.QuotedSegment;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The events of a trace, a line each, in script notation. Numbers are relative to the initial ones of each connection, those of a
 * SYN too.
 */
public final class Ladder {
    private final Map<FourTuple, InitialNumbers> initial = new HashMap<>();
    private final Map<Long, String> calls = new HashMap<>();

    private Ladder() {}

    /** The last {@code count} events. */
    public static List<String> lastOf(Trace trace, int count) {
        Ladder ladder = new Ladder();
        List<String> lines = new ArrayList<>();
        for (TraceEvent event : trace.events()) {
            String line = ladder.line(event);
            if (!line.isEmpty()) {
                lines.add(String.format(Locale.ROOT, "%12.6f  %s", event.time() / 1e9, line));
            }
        }
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private String line(TraceEvent event) {
        if (event instanceof TraceEvent.Inbound in) {
            return "<  " + packet(in.packet(), true);
        } else if (event instanceof TraceEvent.Outbound out) {
            return ">  " + packet(out.packet(), false);
        } else if (event instanceof TraceEvent.CallStarted call) {
            calls.put(call.id(), call.text());
            return "";
        } else if (event instanceof TraceEvent.CallReturned call) {
            return "   " + calls.getOrDefault(call.id(), "?") + " = " + call.value()
                    + call.errno().map(name -> " " + name).orElse("");
        } else if (event instanceof TraceEvent.CommandRun command) {
            return "   `" + command.text() + "`" + (command.status() == 0 ? "" : " status " + command.status());
        } else if (event instanceof TraceEvent.StateSeen seen) {
            return "   state(" + seen.subject() + ") = " + seen.state();
        } else if (event instanceof TraceEvent.Silence silence) {
            return "   silence for " + Seconds.plain(silence.duration());
        } else if (event instanceof TraceEvent.Late late) {
            return "   the harness is late by " + Seconds.of(late.by());
        } else if (event instanceof TraceEvent.Note note) {
            return "   " + note.text();
        }
        return "";
    }

    private String packet(Packet packet, boolean inbound) {
        Segment s = packet.carried();
        if (s == null) {
            return PacketNotation.packet(packet, 0, quoted(packet, inbound));
        }
        FourTuple tuple = inbound ? packet.inboundTuple() : packet.outboundTuple();
        InitialNumbers known = initial.computeIfAbsent(tuple, unseen -> new InitialNumbers());
        if (inbound) {
            known.fromHarness(s);
        } else {
            known.fromTarget(s);
        }
        Segment shown = s.has(TcpFlag.ACK) ? s : s.withAck(SequenceNumber.ZERO);
        Packet plain = packet.with(shown);
        return inbound
                ? PacketNotation.packet(plain, known.remote(), known.local())
                : PacketNotation.packet(plain, known.local(), known.remote());
    }

    /** From what the sequence number counts that an ICMP error quotes: the one that gets the error has sent it. */
    private long quoted(Packet packet, boolean inbound) {
        Optional<QuotedSegment> quote = packet.transport() instanceof IcmpMessage error && error.isError()
                ? QuotedSegment.of(error)
                : Optional.empty();
        return quote.map(q -> {
                    IpAddress from = q.ip().source();
                    IpAddress to = q.ip().destination();
                    FourTuple tuple = inbound
                            ? new FourTuple(from, q.sourcePort(), to, q.destinationPort())
                            : new FourTuple(to, q.destinationPort(), from, q.sourcePort());
                    InitialNumbers known = initial.getOrDefault(tuple, new InitialNumbers());
                    return inbound ? known.local() : known.remote();
                })
                .orElse(0L);
    }
}
