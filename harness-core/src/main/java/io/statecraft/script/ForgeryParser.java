package io.statecraft.script;

import io.statecraft.scenario.Forgery;
import io.statecraft.scenario.Forgery.Checksum;
import io.statecraft.script.Token.Kind;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import java.util.Optional;

/**
 * What is out of the ordinary with a packet to inject, among what is said of its IP header: {@code (to 224.0.0.1)}, {@code (from
 * 255.255.255.255)}, {@code (options 94040000)}, {@code (bad_checksum)}, {@code (zero_checksum)}.
 */
final class ForgeryParser {
    private final Cursor cursor;
    private final PacketChecks.Direction direction;
    private Forgery forgery = Forgery.NONE;

    ForgeryParser(Cursor cursor, PacketChecks.Direction direction) {
        this.cursor = cursor;
        this.direction = direction;
    }

    Forgery made() {
        return forgery;
    }

    /** Takes what comes next, if it is something of the kind; {@code token} is its first word, and is not taken yet. */
    boolean accepts(Token token) {
        String word = token.is(Kind.WORD) ? token.text() : "";
        switch (word) {
            case "from", "to", "options", "bad_checksum", "zero_checksum" -> {
                if (direction == PacketChecks.Direction.OUTBOUND) {
                    throw ScriptError.at(
                            token.start(), "`" + word + "` is for packets to inject: the target sends none like that");
                }
                cursor.take();
                forgery = with(word);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private Forgery with(String word) {
        Forgery f = forgery;
        return switch (word) {
            case "from" -> new Forgery(Optional.of(address()), f.destination(), f.ipOptions(), f.checksum());
            case "to" -> new Forgery(f.source(), Optional.of(address()), f.ipOptions(), f.checksum());
            case "options" -> new Forgery(f.source(), f.destination(), octets(), f.checksum());
            case "bad_checksum" -> new Forgery(f.source(), f.destination(), f.ipOptions(), Checksum.BAD);
            default -> new Forgery(f.source(), f.destination(), f.ipOptions(), Checksum.ZERO);
        };
    }

    private IpAddress address() {
        Token run = cursor.run(c -> Lexer.isHexDigit(c) || c == '.' || c == ':');
        try {
            return IpAddress.of(run.text());
        } catch (IllegalArgumentException none) {
            throw ScriptError.at(run.start(), "expected an IP address, such as 224.0.0.1");
        }
    }

    private Bytes octets() {
        Token run = cursor.run(Lexer::isHexDigit);
        if (run.text().isEmpty() || run.text().length() % 8 != 0 || run.text().length() > 80) {
            throw ScriptError.at(run.start(), "IP options are hexadecimal octets, a multiple of 4, at most 40");
        }
        return Bytes.ofHex(run.text());
    }
}
