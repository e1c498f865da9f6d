package io.statecraft.script;

import io.statecraft.scenario.IpPattern;
import io.statecraft.scenario.IpPattern.Ecn;
import io.statecraft.script.Token.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is said of an IP header, in parentheses or brackets: {@code (ttl 1, ecn ce)}, {@code [ect0]}, {@code [tos 0x3]}. */
final class IpInfoParser {
    private static final Map<String, Integer> DSCP = Map.ofEntries(
            Map.entry("cs0", 0),
            Map.entry("cs1", 8),
            Map.entry("cs2", 16),
            Map.entry("cs3", 24),
            Map.entry("cs4", 32),
            Map.entry("cs5", 40),
            Map.entry("cs6", 48),
            Map.entry("cs7", 56),
            Map.entry("af11", 10),
            Map.entry("af12", 12),
            Map.entry("af13", 14),
            Map.entry("af21", 18),
            Map.entry("af22", 20),
            Map.entry("af23", 22),
            Map.entry("af31", 26),
            Map.entry("af32", 28),
            Map.entry("af33", 30),
            Map.entry("af41", 34),
            Map.entry("af42", 36),
            Map.entry("af43", 38),
            Map.entry("ef", 46),
            Map.entry("voice-admit", 44),
            Map.entry("le", 1));

    private final Cursor cursor;
    private final PacketChecks.Direction direction;
    private OptionalInt tos = OptionalInt.empty();
    private OptionalInt dscp = OptionalInt.empty();
    private Optional<Ecn> ecn = Optional.empty();
    private OptionalInt ttl = OptionalInt.empty();
    private OptionalInt flowLabel = OptionalInt.empty();
    private final ForgeryParser forgery;

    private IpInfoParser(Cursor cursor, PacketChecks.Direction direction) {
        this.cursor = cursor;
        this.direction = direction;
        this.forgery = new ForgeryParser(cursor, direction);
    }

    /** The parenthesis that comes next, or nothing said if there is none. */
    static IpPattern parse(Cursor cursor, PacketChecks.Direction direction) {
        if (!cursor.at("(") && !cursor.at("[")) {
            return IpPattern.UNSET;
        }
        IpInfoParser parser = new IpInfoParser(cursor, direction);
        String close = cursor.take().is("(") ? ")" : "]";
        do {
            parser.field();
        } while (cursor.accept(","));
        if (!cursor.at(close)) {
            throw cursor.unexpected("`,` or `" + close + "` after what is said of the IP header");
        }
        cursor.take();
        return new IpPattern(parser.tos, parser.dscp, parser.ecn, parser.ttl, parser.flowLabel, parser.forgery.made());
    }

    private void field() {
        Token token = cursor.peek();
        switch (token.is(Kind.WORD) ? token.text() : "") {
            case "ttl", "hlim" -> {
                once(ttl.isPresent(), cursor.take());
                ttl = OptionalInt.of(cursor.smallInteger("a time to live", 0, 255));
            }
            case "flowlabel" -> {
                once(flowLabel.isPresent(), cursor.take());
                flowLabel = OptionalInt.of(cursor.smallInteger("a flow label", 0, 0xfffff));
            }
            case "tos", "class" -> {
                once(tos.isPresent() || dscp.isPresent() || ecn.isPresent(), cursor.take());
                tos = OptionalInt.of(cursor.smallInteger("a traffic class", 0, 0xff));
            }
            case "dscp" -> {
                once(tos.isPresent() || dscp.isPresent(), cursor.take());
                dscp = OptionalInt.of(dscp());
            }
            case "ecn" -> {
                cursor.take();
                ecn();
            }
            default -> {
                if (!forgery.accepts(token)) {
                    ecn();
                }
            }
        }
    }

    private void once(boolean again, Token field) {
        if (again) {
            throw ScriptError.at(field.start(), "`" + field.text() + "` sets again what is already set");
        }
    }

    private int dscp() {
        if (cursor.peekExpanded().isInteger()) {
            return cursor.smallInteger("a DSCP", 0, 0x3f);
        }
        Token name = cursor.run(c -> Lexer.isWordPart(c) || c == '-');
        Integer value = DSCP.get(name.text());
        if (value == null) {
            throw ScriptError.at(
                    name.start(),
                    "`" + name.text() + "` is no DSCP: a number, cs0 to cs7, af11 to af43, ef, voice-admit, le");
        }
        return value;
    }

    private void ecn() {
        Token name = cursor.peekExpanded();
        Ecn value =
                switch (name.text()) {
                    case "ect0" -> Ecn.ECT0;
                    case "ect1" -> Ecn.ECT1;
                    case "ce" -> Ecn.CE;
                    case "noecn" -> Ecn.NOECN;
                    case "ect01" -> Ecn.ECT01;
                    default -> throw cursor.unexpected("ect0, ect1, ect01, ce, noecn, tos, dscp, ttl, or flowlabel");
                };
        cursor.take();
        once(tos.isPresent() || ecn.isPresent(), name);
        if (value == Ecn.ECT01 && direction == PacketChecks.Direction.INBOUND) {
            throw ScriptError.at(name.start(), "an inbound packet has one ECN value", "write `ect0` or `ect1`");
        }
        ecn = Optional.of(value);
    }
}
