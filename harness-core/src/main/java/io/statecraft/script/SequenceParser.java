package io.statecraft.script;

import io.statecraft.scenario.TransportPattern.Ports;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.scenario.TransportPattern.Sequence.Form;
import io.statecraft.script.Token.Kind;
import java.util.Optional;

/** {@code start:end(length)} in its forms, and pairs of ports. */
final class SequenceParser {
    static final long MAX_NUMBER = 0xffffffffL;
    private static final int MAX_LENGTH = 65535;

    private final Cursor cursor;

    SequenceParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** {@code 1:1001(1000)}, {@code 1:1(0)!}, {@code ...(1000)}. */
    Sequence parse() {
        int start = cursor.mark();
        if (cursor.accept("...")) {
            return new Sequence(0, length(), Form.IGNORED);
        }
        if (!cursor.peekExpanded().isInteger()) {
            throw cursor.unexpected("the sequence numbers, as in `1:1001(1000)`");
        }
        long from = cursor.integer("a sequence number", 0, MAX_NUMBER);
        cursor.expect(":", "between the sequence numbers, as in `1:1001(1000)`");
        long to = cursor.integer("a sequence number", 0, MAX_NUMBER + MAX_LENGTH);
        int length = length();
        // The end may be written wrapped or not: 4294967295:0(1), 4294967295:4294967296(1).
        if ((to & MAX_NUMBER) != (from + length & MAX_NUMBER)) {
            throw ScriptError.at(
                    start,
                    "the sequence numbers do not fit the length: " + from + " and " + length + " make "
                            + (from + length) + ", not " + to,
                    "write `" + from + ":" + (from + length) + "(" + length + ")` or change the length");
        }
        return new Sequence(from, length, cursor.accept("!") ? Form.ABSOLUTE : Form.MAPPED);
    }

    private int length() {
        cursor.expect("(", "and the length of the text, as in `1:1001(1000)`");
        int length = cursor.smallInteger("a length", 0, MAX_LENGTH);
        cursor.expect(")", "after the length");
        return length;
    }

    /** {@code 5000 > 8080} if it stands here. */
    Optional<Ports> portsIfAny() {
        int mark = cursor.mark();
        if (cursor.peekExpanded().is(Kind.INTEGER)) {
            cursor.take();
            if (cursor.at(">")) {
                cursor.moveTo(mark);
                return Optional.of(ports());
            }
        }
        cursor.moveTo(mark);
        return Optional.empty();
    }

    Ports ports() {
        int source = cursor.smallInteger("a port", 0, 65535);
        cursor.expect(">", "between the ports");
        return new Ports(source, cursor.smallInteger("a port", 0, 65535));
    }

    /** {@code / udp(9811 > 1)} if it stands here. */
    Optional<Ports> udpIfAny() {
        if (!cursor.accept("/")) {
            return Optional.empty();
        }
        cursor.expect("udp", "after `/`");
        cursor.expect("(", "and the ports: `/udp(9899 > 9899)`");
        Ports ports = ports();
        cursor.expect(")", "after the ports");
        return Optional.of(ports);
    }
}
