package io.statecraft.script;

import io.statecraft.scenario.TransportPattern.Flags;
import io.statecraft.scenario.TransportPattern.Options;
import io.statecraft.scenario.TransportPattern.Ports;
import io.statecraft.scenario.TransportPattern.ResetDiagnostic;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.script.PacketChecks.Direction;
import io.statecraft.wire.TcpFlag;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code [ports] flags seq [ack N] [win N] [urg N] [<options>] [[code N, pen N]] [/udp(a > b)]}. */
final class SegmentParser {
    private final Cursor cursor;
    private final SequenceParser sequences;
    private final TcpOptionParser options;

    SegmentParser(Cursor cursor, SequenceParser sequences) {
        this.cursor = cursor;
        this.sequences = sequences;
        this.options = new TcpOptionParser(cursor);
    }

    Tcp parse(Direction direction) {
        int start = cursor.mark();
        Optional<Ports> ports = sequences.portsIfAny();
        Flags flags = flags();
        int sequenceAt = cursor.mark();
        Sequence sequence = sequences.parse();
        if (direction == Direction.INBOUND && sequence.form() == Sequence.Form.IGNORED) {
            throw ScriptError.at(sequenceAt, "an inbound packet needs its sequence numbers, as in `1:1001(1000)`");
        }
        OptionalLong ack = OptionalLong.empty();
        OptionalInt window = OptionalInt.empty();
        OptionalInt urgent = OptionalInt.empty();
        for (String field = field(); !field.isEmpty(); field = field()) {
            boolean again = field.equals("ack") && ack.isPresent()
                    || field.equals("win") && window.isPresent()
                    || field.equals("urg") && urgent.isPresent();
            Token name = cursor.take();
            if (again) {
                throw ScriptError.at(name.start(), "`" + field + "` stands here twice");
            }
            switch (field) {
                case "ack" ->
                    ack = OptionalLong.of(cursor.integer("an acknowledgment number", 0, SequenceParser.MAX_NUMBER));
                case "win" -> window = OptionalInt.of(cursor.smallInteger("a window", 0, 65535));
                default -> urgent = OptionalInt.of(cursor.smallInteger("an urgent pointer", 0, 65535));
            }
        }
        if (direction == Direction.INBOUND && window.isEmpty()) {
            throw ScriptError.at(
                    start,
                    "an inbound packet needs `win`",
                    "add `win N` after the numbers: the window that the segment announces, 0 to 65535");
        }
        Options list = options.parse(direction);
        Optional<ResetDiagnostic> diagnostic = resetDiagnostic(flags, sequence);
        return new Tcp(ports, flags, sequence, ack, window, urgent, list, diagnostic, sequences.udpIfAny());
    }

    private String field() {
        return cursor.at("ack") || cursor.at("win") || cursor.at("urg")
                ? cursor.peek().text()
                : "";
    }

    /** {@code S.}, {@code .}, {@code -}, {@code SEW}, {@code P.5}. */
    /** A name that was defined may have more flags after it: {@code SYN.}. */
    private String expanded(String run) {
        int word = 0;
        while (word < run.length() && Lexer.isWordPart(run.charAt(word))) {
            word++;
        }
        String name = run.substring(0, word);
        return cursor.definitions().text(name).orElse(name) + run.substring(word);
    }

    private Flags flags() {
        Token run = cursor.run(c -> Lexer.isWordPart(c) || c == '.' || c == '-');
        if (run.text().isEmpty()) {
            throw cursor.unexpected("the flags of a segment, such as `S`, `.` or `P.`");
        }
        String text = expanded(run.text()) + detachedAck();
        try {
            return Flags.of(text);
        } catch (IllegalArgumentException noFlags) {
            throw ScriptError.at(
                    run.start(),
                    "expected the flags of a segment, but " + noFlags.getMessage(),
                    "the flags are F S R P . (for ACK) U E W A, a digit 0 to 7 for the ACE counter, and - for none");
        }
    }

    /** {@code F . 1:1(0)}: blanks before the dot are allowed. */
    private String detachedAck() {
        return cursor.accept(".") ? "." : "";
    }

    /** {@code [code 1, pen 2]}: the payload of a reset. */
    private Optional<ResetDiagnostic> resetDiagnostic(Flags flags, Sequence sequence) {
        if (!cursor.at("[")) {
            return Optional.empty();
        }
        int start = cursor.take().start();
        cursor.expect("code", "of the reset's diagnostic payload");
        int code = (int) cursor.integer("a code", 0, 0xffffffffL);
        cursor.expect(",", "after the code");
        cursor.expect("pen", "of the reset's diagnostic payload");
        int enterprise = (int) cursor.integer("an enterprise number", 0, 0xffffffffL);
        cursor.expect("]", "after the enterprise number");
        if ((flags.mask() & TcpFlag.RST.mask()) == 0 || sequence.length() != 8) {
            throw ScriptError.at(start, "a diagnostic payload is that of a reset, and 8 octets long");
        }
        return Optional.of(new ResetDiagnostic(code, enterprise));
    }
}
