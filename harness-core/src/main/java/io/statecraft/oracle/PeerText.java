package io.statecraft.oracle;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the peer has sent of its sequence space: all that SACK blocks of the target can be about (RFC 2018 section 3, RFC 2883 section 4).
 * Which runs of it the target holds nobody knows, since it may give up what it has not acknowledged (RFC 2018 section 8).
 */
final class PeerText {
    /** More apart than this are not remembered: from then on every block is believed. */
    private static final int MOST = 4096;

    /** A run longer than this may be older than what sequence numbers can tell apart. */
    private static final int LONGEST = 1 << 30;

    /** Apart from each other, in no order: numbers far from each other have none. */
    private final List<Run> runs = new ArrayList<>();

    private boolean forgetful;

    /** {@code from} is the first number, {@code to} the one after the last. */
    private record Run(SequenceNumber from, SequenceNumber to) {
        boolean touches(Run other) {
            return to.since(other.from) >= 0 && other.to.since(from) >= 0;
        }

        Run with(Run other) {
            return new Run(SequenceNumber.min(from, other.from), SequenceNumber.max(to, other.to));
        }

        boolean has(TcpOption.Sack.Block block) {
            return block.left().isAtOrAfter(from) && block.right().isAtOrBefore(to);
        }
    }

    /** The peer has sent {@code s}; whether the target took it makes no difference: it may report that it came twice. */
    void sent(Segment s) {
        if (s.length() == 0 || forgetful) {
            return;
        }
        Run run = new Run(s.seq(), s.end());
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (runs.get(i).touches(run)) {
                run = run.with(runs.remove(i));
            }
        }
        runs.add(run);
        if (runs.size() > MOST || run.to().since(run.from()) > LONGEST) {
            forgetful = true;
            runs.clear();
        }
    }

    /** Why the SACK blocks in {@code s} are not allowed; null if they are, or if there are none. */
    Contradiction check(Segment s) {
        TcpOption.Sack sack = s.option(TcpOption.Sack.class);
        if (sack == null) {
            return null;
        }
        List<TcpOption.Sack.Block> blocks = sack.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            TcpOption.Sack.Block block = blocks.get(i);
            if (!block.left().isBefore(block.right())) {
                return Contradiction.ofField("RFC2018-8", "SACK blocks whose left edge is before the right one");
            }
            // The first may report what came twice (RFC 2883), anywhere.
            if (i > 0 && !block.left().isAfter(s.ack())) {
                return Contradiction.ofField(
                        "RFC2018-8",
                        "SACK blocks beyond the acknowledgment, but for a first one that reports a duplicate");
            }
            if (!forgetful && runs.stream().noneMatch(run -> run.has(block))) {
                return Contradiction.ofField("RFC2018-8", "SACK blocks of what the peer has sent, and nothing else");
            }
        }
        return null;
    }
}
