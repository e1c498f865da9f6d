package io.statecraft.script;

import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.scenario.TransportPattern.Options;
import io.statecraft.script.PacketChecks.Direction;
import io.statecraft.script.Token.Kind;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** {@code <mss 1460,sackOK,…>}, {@code <...>}, or the option bytes themselves. */
final class TcpOptionParser {
    private static final List<String> NAMES = List.of(
            "mss", "nop", "eol", "wscale", "sackOK", "sack", "TS", "md5", "uto", "FO", "FOEXP", "exp-FO", "ECN",
            "AccECN0", "AccECN1");

    private static final int MAX_LENGTH = 40;
    private static final int MD5_LENGTH = 18;
    private static final int TIMESTAMPS_LENGTH = 10;
    private static final int EXPERIMENT = 254;
    private static final int MAX_COUNTER = 0xffffff;

    private final Cursor cursor;

    TcpOptionParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The list that stands here, or no options. */
    Options parse(Direction direction) {
        if (!cursor.at("<")) {
            return Options.NONE;
        }
        int start = cursor.take().start();
        if (cursor.at("...")) {
            int dots = cursor.take().start();
            cursor.expect(">", "after `...`");
            if (direction == Direction.INBOUND) {
                throw ScriptError.at(
                        dots, "an inbound packet needs its options; `<...>` accepts any that the target sends");
            }
            return new Options.Any();
        }
        Options options = list();
        if (!cursor.at(">")) {
            throw cursor.unexpected("`,` or `>` after the option");
        }
        cursor.take();
        check(options, start);
        return options;
    }

    private static void check(Options options, int offset) {
        int length = length(options);
        if (length % 4 != 0) {
            throw ScriptError.at(
                    offset,
                    "the options take " + length + " bytes, which is not a multiple of 4",
                    "add " + List.of("one", "two", "three").get(3 - length % 4) + " `nop`");
        }
        if (length > MAX_LENGTH) {
            throw ScriptError.at(offset, "options take at most " + MAX_LENGTH + " bytes, these take " + length);
        }
    }

    /** The bytes that options take; 0 if it is open. */
    static int length(Options options) {
        if (options instanceof Options.Raw raw) {
            return raw.bytes().length();
        }
        return options instanceof Options.Listed listed
                ? listed.list().stream().mapToInt(TcpOptionParser::length).sum()
                : 0;
    }

    private static int length(OptionPattern option) {
        if (option instanceof OptionPattern.Exactly exactly) {
            return exactly.option().length();
        }
        return option instanceof OptionPattern.ValidMd5 ? MD5_LENGTH : TIMESTAMPS_LENGTH;
    }

    private Options list() {
        List<OptionPattern> list = new ArrayList<>();
        do {
            Token name = cursor.run(c -> Lexer.isWordPart(c) || c == '-');
            OptionPattern option = option(name);
            if (option != null) {
                list.add(option);
            } else if (list.isEmpty() && cursor.at(">") && isHexBytes(name.text())) {
                return new Options.Raw(Bytes.ofHex(name.text()));
            } else {
                throw unknown(name);
            }
        } while (cursor.accept(","));
        return new Options.Listed(list);
    }

    private ScriptError unknown(Token name) {
        if (name.text().isEmpty()) {
            throw cursor.unexpected("a TCP option, such as `mss 1460` or `nop`");
        }
        if (isMptcp(name.text())) {
            return ScriptError.unsupported(name.start(), "MPTCP (the option `" + name.text() + "`)");
        }
        return ScriptError.at(
                name.start(),
                "`" + name.text() + "` is not a TCP option",
                Spelling.closest(name.text(), NAMES)
                                .map(meant -> "did you mean `" + meant + "`? ")
                                .orElse("")
                        + "the options are mss, nop, eol, wscale, sackOK, sack, TS, md5, uto, FO, FOEXP, ECN, AccECN0, AccECN1, "
                        + "and any other as gen-KIND or exp-ID");
    }

    private static boolean isMptcp(String name) {
        return switch (name) {
            case "mpcapable", "dss", "add_address", "remove_address" -> true;
            default -> name.startsWith("mp_") || name.startsWith("mpcapable_");
        };
    }

    /** The option that {@code name} begins, or null if it is none. */
    private OptionPattern option(Token name) {
        TcpOption option =
                switch (name.text()) {
                    case "nop" -> new TcpOption.NoOperation();
                    case "eol" -> new TcpOption.EndOfList();
                    case "mss" -> new TcpOption.MaximumSegmentSize(cursor.smallInteger("a segment size", 0, 65535));
                    case "wscale" -> new TcpOption.WindowScale(cursor.smallInteger("a window scale", 0, 255));
                    case "sackOK" -> new TcpOption.SackPermitted();
                    case "sack" -> sack();
                    case "uto" -> userTimeout();
                    case "FO" -> new TcpOption.FastOpen(hex());
                    case "FOEXP", "exp-FO", "EXP-FO" -> new TcpOption.FastOpenExperimental(hex());
                    case "ECN" -> accurateEcn();
                    case "AccECN0" -> new TcpOption.AccurateEcn(0, counters("ee0b", "eceb", "ee1b"));
                    case "AccECN1" -> new TcpOption.AccurateEcn(1, counters("ee1b", "eceb", "ee0b"));
                    case "exp-AccECN0" -> experimentalAccurateEcn("acc0", counters("ee0b", "eceb", "ee1b"));
                    case "exp-AccECN1" -> experimentalAccurateEcn("acc1", counters("ee1b", "eceb", "ee0b"));
                    case "exp-tarr" -> ackRate();
                    case "TS", "md5" -> null;
                    default -> generic(name);
                };
        if (option != null) {
            return new OptionPattern.Exactly(option);
        }
        return switch (name.text()) {
            case "TS" -> timestamps();
            case "md5" -> md5();
            default -> null;
        };
    }

    private TcpOption sack() {
        List<TcpOption.Sack.Block> blocks = new ArrayList<>();
        while (cursor.peekExpanded().isInteger()) {
            SequenceNumber left = number("the start of a block");
            cursor.expect(":", "between the ends of a block");
            blocks.add(new TcpOption.Sack.Block(left, number("the end of a block")));
        }
        return new TcpOption.Sack(blocks);
    }

    private SequenceNumber number(String what) {
        return SequenceNumber.of(cursor.integer(what, 0, SequenceParser.MAX_NUMBER));
    }

    /** {@code TS val N ecr N}, {@code TS val ... ecr N!}. */
    private OptionPattern timestamps() {
        cursor.expect("val", "after `TS`");
        boolean anyValue = cursor.accept("...");
        long value = anyValue ? 0 : cursor.integer("a timestamp", 0, SequenceParser.MAX_NUMBER);
        cursor.expect("ecr", "after the timestamp");
        long echo = cursor.integer("a timestamp echo", 0, SequenceParser.MAX_NUMBER);
        boolean absolute = cursor.accept("!");
        return anyValue || absolute
                ? new OptionPattern.TimestampsWith(
                        anyValue ? OptionalLong.empty() : OptionalLong.of(value), echo, absolute)
                : new OptionPattern.Exactly(new TcpOption.Timestamps((int) value, (int) echo));
    }

    /** {@code uto 300}, in seconds, or {@code uto 5 min}. */
    private TcpOption userTimeout() {
        int value = cursor.smallInteger("a user timeout", 0, TcpOption.UserTimeout.LARGEST);
        return new TcpOption.UserTimeout(cursor.accept("min"), value);
    }

    private OptionPattern md5() {
        if (cursor.accept("valid")) {
            return new OptionPattern.ValidMd5();
        }
        int start = cursor.mark();
        Bytes digest = hex();
        if (digest.length() > 16) {
            throw ScriptError.at(start, "a digest has at most 16 bytes, this one has " + digest.length());
        }
        return new OptionPattern.Exactly(new TcpOption.Md5Signature(digest));
    }

    /** Google's {@code ECN e0b N ceb N e1b N} or {@code ECN e1b N ceb N e0b N}: the first name says which kind it is. */
    private TcpOption accurateEcn() {
        if (!cursor.at("e0b") && !cursor.at("e1b")) {
            throw cursor.unexpected("`e0b` or `e1b` after `ECN`");
        }
        return cursor.at("e0b")
                ? new TcpOption.AccurateEcn(0, counters("e0b", "ceb", "e1b"))
                : new TcpOption.AccurateEcn(1, counters("e1b", "ceb", "e0b"));
    }

    private List<Integer> counters(String... names) {
        List<Integer> counters = new ArrayList<>();
        for (String name : names) {
            if (!cursor.accept(name)) {
                break;
            }
            counters.add(cursor.smallInteger("a byte counter", 0, MAX_COUNTER));
        }
        return counters;
    }

    private static TcpOption experimentalAccurateEcn(String id, List<Integer> counters) {
        StringBuilder hex = new StringBuilder(id);
        counters.forEach(counter -> hex.append(String.format("%06x", counter)));
        return new TcpOption.Unknown(EXPERIMENT, Bytes.ofHex(hex.toString()));
    }

    /** The TCP ACK Rate Request: seven bits of rate, then a reserved one. */
    private TcpOption ackRate() {
        boolean rate = cursor.peekExpanded().isInteger();
        return new TcpOption.Unknown(
                EXPERIMENT,
                rate
                        ? Bytes.of((byte) 0x00, (byte) 0xac, (byte) (cursor.smallInteger("a rate", 0, 127) << 1))
                        : Bytes.of((byte) 0x00, (byte) 0xac));
    }

    /** {@code gen-KIND HEX} and {@code exp-ID HEX}; null if it is neither. */
    private TcpOption generic(Token name) {
        String text = name.text();
        int digits = text.length() - 4;
        if (text.startsWith("gen-")
                && digits >= 1
                && digits <= 3
                && text.chars().skip(4).allMatch(Lexer::isDigit)) {
            int kind = Integer.parseInt(text.substring(4));
            if (kind > 255) {
                throw ScriptError.at(name.start(), "an option's kind is 0 to 255, not " + kind);
            }
            return new TcpOption.Unknown(kind, hex());
        }
        if (text.startsWith("exp-") && (digits == 4 || digits == 8) && isHexBytes(text.substring(4))) {
            return new TcpOption.Unknown(EXPERIMENT, Bytes.ofHex(text.substring(4) + hex().toHex()));
        }
        return null;
    }

    /** Hexadecimal digits, two a byte, as far as they go: a cookie may be absent. */
    private Bytes hex() {
        if (!cursor.at(Kind.WORD) && !cursor.at(Kind.INTEGER) && !cursor.at(Kind.HEX)) {
            return Bytes.EMPTY;
        }
        Token run = cursor.run(Lexer::isWordPart);
        String text = cursor.definitions().text(run.text()).orElse(run.text());
        if (!isHexBytes(text)) {
            throw ScriptError.at(
                    run.start(), "expected hexadecimal digits, two for each byte, but found `" + text + "`");
        }
        return Bytes.ofHex(text);
    }

    private static boolean isHexBytes(String text) {
        return !text.isEmpty() && text.length() % 2 == 0 && text.chars().allMatch(Lexer::isHexDigit);
    }
}
