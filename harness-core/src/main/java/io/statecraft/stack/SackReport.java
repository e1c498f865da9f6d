package io.statecraft.stack;

import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.SequenceRange;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the receiving half says of text that came out of order (RFC 2018 section 4) or twice (RFC 2883 section 4). It says nothing unless
 * both SYNs permitted it.
 */
final class SackReport {
    private static final int MAX_OPTIONS = 40;
    private static final int HEADER_WITH_PADDING = 4; // NOP, NOP, kind, length
    private static final int BLOCK = 8;

    private final Endpoint endpoint;
    private List<SequenceRange> recent = List.of(); // what is held; first the run that a segment came for last
    private SequenceRange duplicate; // of the segment that came last; null: nothing, or it is reported

    SackReport(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** A segment has come, and has changed what was received {@code before}, of which {@code octets} of text in order. */
    void arrived(ReceiveSpace before, long octets, Segment s) {
        duplicate = null; // a D-SACK is about the segment that came last alone
        ReceiveSpace after = endpoint.connection().rcv();
        if (!endpoint.connection().sack() || s.has(TcpFlag.SYN) || s.has(TcpFlag.RST)) {
            return;
        }
        SequenceRange text = new SequenceRange(s.seq(), s.seq().plus(s.payload().length()));
        if (endpoint.profile().has(Setting.DUPLICATE_SACK)) {
            duplicate = firstDuplicate(before, octets, text);
        }
        recent = inOrderOfReport(after.held(), text);
    }

    /** The run that {@code text} is part of goes first; the others, which may have grown together, stay as they were. */
    private List<SequenceRange> inOrderOfReport(List<SequenceRange> held, SequenceRange text) {
        List<SequenceRange> order = new ArrayList<>(held.size());
        for (SequenceRange run : held) {
            if (common(run, text) != null) {
                order.add(run);
            }
        }
        for (SequenceRange old : recent) {
            for (SequenceRange run : held) {
                if (!order.contains(run) && common(run, old) != null) {
                    order.add(run);
                }
            }
        }
        return order;
    }

    /** RFC 2883 section 4.2: of several parts that came before, the first alone. */
    private static SequenceRange firstDuplicate(ReceiveSpace before, long octets, SequenceRange text) {
        boolean finCounted = before.fin() != null && before.fin().plus(1).equals(before.nxt());
        SequenceNumber end = finCounted ? before.fin() : before.nxt();
        int back = (int) Math.max(0, Math.min(end.since(text.from()), octets));
        SequenceRange part = common(new SequenceRange(end.minus(back), end), text);
        for (SequenceRange run : before.held()) {
            part = part == null ? common(run, text) : part;
        }
        return part;
    }

    private static SequenceRange common(SequenceRange a, SequenceRange b) {
        SequenceNumber from = SequenceNumber.max(a.from(), b.from());
        SequenceNumber to = SequenceNumber.min(a.to(), b.to());
        return to.isAfter(from) ? new SequenceRange(from, to) : null;
    }

    /** Whether something came twice, and the peer does not know yet. */
    boolean hasDuplicate() {
        return duplicate != null;
    }

    /** The option for the next segment, with as many blocks as fit beside {@code others} octets of options; null if there is none. */
    TcpOption.Sack option(int others) {
        TcpState state = endpoint.connection().state();
        if (!state.isSynchronized() || state == TcpState.TIME_WAIT) {
            return null;
        }
        List<TcpOption.Sack.Block> blocks = new ArrayList<>();
        if (duplicate != null) {
            blocks.add(block(duplicate));
        }
        recent.forEach(run -> blocks.add(block(run)));
        int fit = (MAX_OPTIONS - others - HEADER_WITH_PADDING) / BLOCK;
        return blocks.isEmpty() ? null : new TcpOption.Sack(blocks.subList(0, Math.min(fit, blocks.size())));
    }

    /** The octets that {@link #option} takes with its padding. */
    int length(int others) {
        TcpOption.Sack option = option(others);
        return option == null ? 0 : option.length() + HEADER_WITH_PADDING / 2;
    }

    private static TcpOption.Sack.Block block(SequenceRange range) {
        return new TcpOption.Sack.Block(range.from(), range.to());
    }

    /** A segment has gone out: a duplicate is reported once (RFC 2883 section 4, rule 2). */
    void reported() {
        duplicate = null;
    }
}
