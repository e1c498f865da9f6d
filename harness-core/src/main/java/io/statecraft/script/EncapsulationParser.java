package io.statecraft.script;

import io.statecraft.scenario.IpPattern;
import io.statecraft.scenario.OuterHeader;
import io.statecraft.scenario.OuterHeader.Mpls.Entry;
import io.statecraft.script.Token.Kind;
import io.statecraft.wire.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The headers that stand before the packet proper, each with a colon: {@code ipv4 a > b:}, {@code gre:}, {@code mpls …:}. */
final class EncapsulationParser {
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int VERSION = 0x7;
    private static final int LONGEST_ADDRESS = 45;

    private final Cursor cursor;

    EncapsulationParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** All headers that stand here, outermost first. */
    List<OuterHeader> headers(PacketChecks.Direction direction) {
        List<OuterHeader> headers = new ArrayList<>();
        while (true) {
            Token first = cursor.peek();
            switch (first.is(Kind.WORD) ? first.text() : "") {
                case "ipv4" -> headers.add(ip(4, direction));
                case "ipv6" -> headers.add(ip(6, direction));
                case "gre", "GREv0" -> {
                    cursor.take();
                    cursor.accept(",");
                    headers.add(cursor.at(":") ? plainGre() : greFields());
                }
                case "mpls" -> {
                    cursor.take();
                    headers.add(new OuterHeader.Mpls(labels()));
                }
                default -> {
                    return headers;
                }
            }
            cursor.expect(":", "after the outer header");
        }
    }

    private OuterHeader ip(int version, PacketChecks.Direction direction) {
        cursor.take();
        IpPattern fields = IpInfoParser.parse(cursor, direction);
        String source = address(version);
        cursor.expect(">", "between the addresses");
        return new OuterHeader.Ip(version, fields, source, address(version));
    }

    /** The longest run of characters that spells an address; the colon after it is not part of it. */
    private String address(int version) {
        Token run = cursor.run(c -> Lexer.isHexDigit(c) || c == '.' || c == ':');
        String text = run.text();
        for (int end = Math.min(text.length(), LONGEST_ADDRESS); end > 1; end--) {
            String candidate = text.substring(0, end);
            if (isAddress(version, candidate)) {
                cursor.moveTo(run.start() + end);
                return candidate;
            }
        }
        throw ScriptError.at(run.start(), "expected an IPv" + version + " address");
    }

    private static boolean isAddress(int version, String text) {
        try {
            return IpAddress.of(text).version() == version;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static OuterHeader.Gre plainGre() {
        return new OuterHeader.Gre(0, 0, 0, OptionalInt.empty(), OptionalInt.empty());
    }

    /** {@code flags [key present], sum 0, off 0, key=5, seq 0}: all five, the commas optional. */
    OuterHeader.Gre greFields() {
        cursor.expect("flags", "of the GRE header");
        int flagsAt = cursor.mark();
        int flags = greFlags();
        if ((flags & (ROUTING | VERSION)) != 0) {
            throw ScriptError.at(flagsAt, "only GRE version 0 without routing is covered");
        }
        cursor.accept(",");
        cursor.expect("sum", "of the GRE header");
        int checksum = cursor.smallInteger("a checksum", 0, 0xffff);
        cursor.accept(",");
        cursor.expect("off", "of the GRE header");
        int offset = cursor.smallInteger("an offset", 0, 0xffff);
        cursor.accept(",");
        cursor.expect("key", "of the GRE header");
        cursor.accept("=");
        int key = (int) cursor.integer("a key", 0, 0xffffffffL);
        cursor.accept(",");
        cursor.expect("seq", "of the GRE header");
        int sequence = (int) cursor.integer("a sequence number", 0, 0xffffffffL);
        return new OuterHeader.Gre(
                flags,
                (flags & CHECKSUM) != 0 ? checksum : 0,
                (flags & CHECKSUM) != 0 ? offset : 0,
                (flags & KEY) != 0 ? OptionalInt.of(key) : OptionalInt.empty(),
                (flags & SEQUENCE) != 0 ? OptionalInt.of(sequence) : OptionalInt.empty());
    }

    private int greFlags() {
        if (!cursor.accept("[")) {
            return cursor.smallInteger("the GRE flags", 0, 0xffff);
        }
        int flags = 0;
        do {
            if (cursor.accept("none")) {
                continue;
            }
            Token name = cursor.run(c -> Lexer.isWordPart(c) || c == '#');
            flags |= switch (name.text()) {
                case "checksum" -> CHECKSUM;
                case "key" -> KEY;
                case "sequence#", "sequence" -> SEQUENCE;
                default -> throw ScriptError.at(name.start(), "expected none, checksum, key, or sequence#");
            };
            cursor.expect("present", "after `" + name.text() + "`");
        } while (cursor.accept(","));
        cursor.expect("]", "after the GRE flags");
        return flags;
    }

    /** {@code (label 1, tc 0, [S], ttl 64) …}. */
    List<Entry> labels() {
        List<Entry> stack = new ArrayList<>();
        while (cursor.accept("(")) {
            cursor.expect("label", "of the MPLS entry");
            int label = cursor.smallInteger("a label", 0, 0xfffff);
            cursor.expect(",", "after the label");
            cursor.expect("tc", "of the MPLS entry");
            int trafficClass = cursor.smallInteger("a traffic class", 0, 7);
            cursor.expect(",", "after the traffic class");
            boolean bottom = cursor.accept("[");
            if (bottom) {
                cursor.expect("S", "in the brackets: the bottom of the stack");
                cursor.expect("]", "after `S`");
                cursor.expect(",", "after `[S]`");
            }
            cursor.expect("ttl", "of the MPLS entry");
            int ttl = cursor.smallInteger("a time to live", 0, 255);
            cursor.expect(")", "after the MPLS entry");
            stack.add(new Entry(label, trafficClass, bottom, ttl));
        }
        return stack;
    }
}
