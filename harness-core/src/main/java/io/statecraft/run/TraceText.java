package io.statecraft.run;

import io.statecraft.oracle.Delivery;
import io.statecraft.run.TraceEvent.Witness;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.PacketNotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trace as text: an event a line, its fields separated by tabs; first the time in nanoseconds, then the kind. Packets are their bytes
 * in hex, with the notation after them for people. The same run gives the same text, and reading it gives the same trace, so that it
 * can be judged again.
 */
public final class TraceText {
    private static final String TITLE = "statecraft-trace";
    private static final String VERSION = "1";
    private static final String NONE = "-";

    private TraceText() {}

    /** The text of a trace. */
    public static String write(Trace trace) {
        StringBuilder out = new StringBuilder();
        line(out, TITLE, VERSION, trace.delivery(), trace.superSegments());
        trace.events().forEach(event -> write(event, out));
        return out.toString();
    }

    private static void write(TraceEvent event, StringBuilder out) {
        long time = event.time();
        if (event instanceof TraceEvent.Inbound in) {
            line(out, time, "in", in.line(), hex(in.packet()), PacketNotation.packet(in.packet(), 0, 0));
        } else if (event instanceof TraceEvent.Outbound sent) {
            line(out, time, "out", hex(sent.packet()), PacketNotation.packet(sent.packet(), 0, 0));
        } else if (event instanceof TraceEvent.CallStarted call) {
            String meaning = call.meaning().map(SocketCallText::write).orElse(NONE);
            line(out, time, "call", call.line(), call.id(), call.text(), meaning);
        } else if (event instanceof TraceEvent.CallReturned call) {
            line(out, time, "return", call.id(), call.value(), call.errno().orElse(NONE), ends(call.connection()));
        } else if (event instanceof TraceEvent.CommandRun command) {
            line(out, time, "command", command.line(), command.status(), command.text(), command.output());
        } else if (event instanceof TraceEvent.StateSeen seen) {
            line(
                    out,
                    time,
                    "state",
                    seen.line(),
                    seen.subject(),
                    ends(seen.connection()),
                    seen.state().name(),
                    seen.witness());
        } else if (event instanceof TraceEvent.Quiet) {
            line(out, time, "quiet");
        } else if (event instanceof TraceEvent.Silence silence) {
            line(out, time, "silence", silence.line(), silence.duration());
        } else if (event instanceof TraceEvent.Late late) {
            line(out, time, "late", late.line(), late.by());
        } else {
            line(out, time, "note", ((TraceEvent.Note) event).text());
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else: the message names the line
     */
    public static Trace read(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split("\t", -1);
        if (head.length != 4 || !head[0].equals(TITLE) || !head[1].equals(VERSION)) {
            throw new IllegalArgumentException("line 1: not a trace of version " + VERSION);
        }
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                events.add(event(lines.get(i).split("\t", -1)));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new Trace(Delivery.valueOf(head[2]), Boolean.parseBoolean(head[3]), events);
    }

    private static TraceEvent event(String[] f) {
        long time = Long.parseLong(f[0]);
        return switch (f[1]) {
            case "in" -> new TraceEvent.Inbound(time, Integer.parseInt(f[2]), packet(f[3]));
            case "out" -> new TraceEvent.Outbound(time, packet(f[2]));
            case "call" ->
                new TraceEvent.CallStarted(
                        time,
                        Integer.parseInt(f[2]),
                        Long.parseLong(f[3]),
                        plain(f[4]),
                        present(f[5]).map(SocketCallText::read));
            case "return" ->
                new TraceEvent.CallReturned(
                        time, Long.parseLong(f[2]), Long.parseLong(f[3]), present(f[4]), ends(f[5]));
            case "command" ->
                new TraceEvent.CommandRun(
                        time, Integer.parseInt(f[2]), plain(f[4]), Integer.parseInt(f[3]), plain(f[5]));
            case "state" ->
                new TraceEvent.StateSeen(
                        time,
                        Integer.parseInt(f[2]),
                        plain(f[3]),
                        ends(f[4]),
                        TcpState.valueOf(f[5]),
                        Witness.valueOf(f[6]));
            case "quiet" -> new TraceEvent.Quiet(time);
            case "silence" -> new TraceEvent.Silence(time, Integer.parseInt(f[2]), Long.parseLong(f[3]));
            case "late" -> new TraceEvent.Late(time, Integer.parseInt(f[2]), Long.parseLong(f[3]));
            case "note" -> new TraceEvent.Note(time, plain(f[2]));
            default -> throw new IllegalArgumentException("no event is called " + f[1]);
        };
    }

    private static void line(StringBuilder out, Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            out.append(i == 0 ? "" : "\t").append(escaped(fields[i].toString()));
        }
        out.append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                c = switch (text.charAt(++i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> text.charAt(i);
                };
            }
            out.append(c);
        }
        return out.toString();
    }

    private static Optional<String> present(String field) {
        return field.equals(NONE) ? Optional.empty() : Optional.of(field);
    }

    private static String hex(Packet packet) {
        return Bytes.of(PacketCodec.encode(packet)).toHex();
    }

    private static Packet packet(String hex) {
        return PacketCodec.decode(Bytes.ofHex(hex).toArray()).packet();
    }

    private static String ends(Optional<FourTuple> connection) {
        return connection
                .map(c -> c.local() + " " + c.localPort() + " " + c.remote() + " " + c.remotePort())
                .orElse(NONE);
    }

    private static Optional<FourTuple> ends(String field) {
        return present(field)
                .map(text -> text.split(" "))
                .map(part -> new FourTuple(
                        IpAddress.of(part[0]),
                        Integer.parseInt(part[1]),
                        IpAddress.of(part[2]),
                        Integer.parseInt(part[3])));
    }
}
