package io.statecraft.script;

import io.statecraft.scenario.TransportPattern.Echoed;
import io.statecraft.scenario.TransportPattern.Icmp;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.script.Token.Kind;
import io.statecraft.wire.IcmpNames;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code icmp TYPE [CODE] [mtu N] [id N] [quoted]}. */
final class IcmpParser {
    private static final int UNREACHABLE_4 = 3;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int PACKET_TOO_BIG_6 = 2;

    private final Cursor cursor;
    private final SettingParser settings;
    private final SequenceParser sequences;

    IcmpParser(Cursor cursor, SettingParser settings, SequenceParser sequences) {
        this.cursor = cursor;
        this.settings = settings;
        this.sequences = sequences;
    }

    Icmp parse(Optional<Sequence> echoedBefore) {
        cursor.take();
        int version = settings.ipVersion();
        if (!cursor.peekExpanded().is(Kind.WORD)) {
            throw cursor.unexpected("an ICMP type, such as `unreachable`");
        }
        Token typeName = cursor.takeExpanded();
        int type = IcmpNames.type(version, typeName.text())
                .orElseThrow(() -> noName(typeName, "an ICMP type", version, IcmpNames.typeNames(version), "type_N"));
        Optional<String> codeName = Optional.empty();
        int code = 0;
        Token next = cursor.peekExpanded();
        if (next.is(Kind.WORD) && !next.is("mtu") && !next.is("id")) {
            cursor.take();
            codeName = Optional.of(next.text());
            code = IcmpNames.code(version, type, next.text())
                    .orElseThrow(() -> noName(
                            next,
                            "a code of `" + typeName.text() + "`",
                            version,
                            IcmpNames.codeNames(version, type),
                            "code_N"));
        }
        OptionalLong mtu = mtu(version, type, code);
        OptionalInt id = cursor.accept("id")
                ? OptionalInt.of(cursor.smallInteger("an identifier", 0, 65535))
                : OptionalInt.empty();
        Optional<Echoed> echoed = echoedBefore.isPresent()
                ? Optional.of(new Echoed.OfTcp(echoedBefore.get(), Optional.empty()))
                : echoed();
        return new Icmp(type, code, typeName.text(), codeName, mtu, id, echoed);
    }

    private static ScriptError noName(Token found, String what, int version, List<String> names, String numeric) {
        return ScriptError.at(
                found.start(),
                "`" + found.text() + "` is not " + what + " in IPv" + version,
                Spelling.closest(found.text(), names)
                                .map(meant -> "did you mean `" + meant + "`? ")
                                .orElse("")
                        + (names.isEmpty() ? "it is written as " : String.join(", ", names) + ", or ")
                        + numeric);
    }

    private OptionalLong mtu(int version, int type, int code) {
        if (!cursor.at("mtu")) {
            return OptionalLong.empty();
        }
        int start = cursor.take().start();
        boolean four = version == 4 && type == UNREACHABLE_4 && code == FRAGMENTATION_NEEDED;
        if (!four && !(version == 6 && type == PACKET_TOO_BIG_6)) {
            throw ScriptError.at(
                    start, "`mtu` belongs to `unreachable frag_needed` in IPv4 and to `packet_too_big` in IPv6");
        }
        return OptionalLong.of(cursor.integer("an MTU", 0, four ? 65535 : 0xffffffffL));
    }

    /** {@code [1:1001(1000)]}, {@code [udp(N)]}, {@code [raw(N)]}. */
    private Optional<Echoed> echoed() {
        if (!cursor.accept("[")) {
            return Optional.empty();
        }
        Token first = cursor.peek();
        Echoed echoed;
        switch (first.is(Kind.WORD) ? first.text() : "") {
            case "udp" -> echoed = new Echoed.OfUdp(length());
            case "raw" -> echoed = new Echoed.Raw(length());
            case "udplite" -> throw ScriptError.unsupported(first.start(), "UDP-Lite (`udplite`)");
            case "sctp" -> throw ScriptError.unsupported(first.start(), "SCTP (`sctp`)");
            default -> echoed = new Echoed.OfTcp(sequences.parse(), sequences.udpIfAny());
        }
        cursor.expect("]", "after the quoted packet");
        return Optional.of(echoed);
    }

    private int length() {
        cursor.take();
        cursor.expect("(", "and a length");
        int length = cursor.smallInteger("a length", 0, 65535);
        cursor.expect(")", "after the length");
        return length;
    }
}
