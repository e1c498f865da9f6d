package io.statecraft.run.mapping;

import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.scenario.TransportPattern.Options;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.PacketNotation;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOptionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * Compares option lists: the same options in the same order, NOP and EOL included, each with the same bytes; but a timestamp's echo
 * is not compared, and its value only if the script says how fast the target's clock ticks.
 */
final class OptionMatcher {

    /** How a timestamp value is compared. */
    interface ClockCheck {
        /** Whether a value may be {@code live} where the script says {@code script}; both in the script's numbers. */
        boolean accepts(int script, int live);
    }

    private final Timestamps timestamps;
    private final ClockCheck clock;
    private final long ackOffset;
    private final boolean signed;

    /**
     * @param ackOffset what a script's 0 is on the wire among the numbers that SACK blocks have
     * @param signed whether the segment's signature is right
     */
    OptionMatcher(Timestamps timestamps, ClockCheck clock, long ackOffset, boolean signed) {
        this.signed = signed;
        this.timestamps = timestamps;
        this.clock = clock;
        this.ackOffset = ackOffset;
    }

    void compare(Options expected, List<TcpOption> actual, List<Difference> differences) {
        if (expected instanceof Options.Any) {
            return;
        }
        if (expected instanceof Options.Raw raw) {
            Bytes bytes = TcpOptionCodec.encode(actual);
            if (!bytes.equals(raw.bytes())) {
                differences.add(new Difference("options", "<" + raw.bytes().toHex() + ">", "<" + bytes.toHex() + ">"));
            }
            return;
        }
        List<OptionPattern> list = ((Options.Listed) expected).list();
        if (!sameKinds(list, actual)) {
            differences.add(new Difference("options", text(list), textOf(actual)));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!matches(list.get(i), actual.get(i))) {
                differences.add(new Difference("option", text(list.get(i)), textOf(actual.get(i))));
            }
        }
    }

    private static boolean sameKinds(List<OptionPattern> expected, List<TcpOption> actual) {
        List<Integer> kinds = new ArrayList<>();
        expected.forEach(option -> kinds.add(kind(option)));
        return kinds.equals(actual.stream().map(TcpOption::kind).toList());
    }

    private static int kind(OptionPattern pattern) {
        if (pattern instanceof OptionPattern.Exactly exactly) {
            return exactly.option().kind();
        }
        return pattern instanceof OptionPattern.TimestampsWith ? 8 : 19;
    }

    private boolean matches(OptionPattern expected, TcpOption actual) {
        if (expected instanceof OptionPattern.TimestampsWith ts) {
            return matchesTimestamps(ts.value(), actual);
        }
        if (!(expected instanceof OptionPattern.Exactly exactly)) {
            return actual instanceof TcpOption.Md5Signature && signed;
        }
        TcpOption option = exactly.option();
        if (option instanceof TcpOption.Timestamps ts) {
            return matchesTimestamps(OptionalLong.of(ts.value()), actual);
        }
        return option instanceof TcpOption.Sack sack ? shifted(sack, ackOffset).equals(actual) : option.equals(actual);
    }

    private boolean matchesTimestamps(OptionalLong value, TcpOption actual) {
        if (!(actual instanceof TcpOption.Timestamps live)) {
            return false;
        }
        if (value.isEmpty()) {
            return true;
        }
        int script = (int) value.getAsLong();
        timestamps.saw(script, live.value());
        return clock.accepts(script, timestamps.scriptOf(live.value()));
    }

    /** The blocks moved by {@code offset}. */
    static TcpOption.Sack shifted(TcpOption.Sack sack, long offset) {
        List<TcpOption.Sack.Block> blocks = new ArrayList<>();
        for (TcpOption.Sack.Block block : sack.blocks()) {
            blocks.add(new TcpOption.Sack.Block(
                    block.left().plus(offset), block.right().plus(offset)));
        }
        return new TcpOption.Sack(blocks);
    }

    /** The wire's options in the script's numbers. */
    private String textOf(List<TcpOption> actual) {
        return PacketNotation.options(timestamps.inScript(actual), ackOffset);
    }

    private String textOf(TcpOption actual) {
        return PacketNotation.option(timestamps.inScript(List.of(actual)).get(0), ackOffset);
    }

    private static String text(List<OptionPattern> list) {
        StringJoiner text = new StringJoiner(",", "<", ">");
        list.forEach(option -> text.add(text(option)));
        return text.toString();
    }

    private static String text(OptionPattern pattern) {
        if (pattern instanceof OptionPattern.Exactly exactly) {
            return PacketNotation.option(exactly.option(), 0);
        } else if (pattern instanceof OptionPattern.TimestampsWith ts) {
            return "TS val " + (ts.value().isPresent() ? ts.value().getAsLong() : "...") + " ecr " + ts.echoReply()
                    + (ts.echoAbsolute() ? "!" : "");
        }
        return "md5 valid";
    }
}
