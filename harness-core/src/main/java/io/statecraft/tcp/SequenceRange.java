package io.statecraft.tcp;

import io.statecraft.wire.SequenceNumber;
import java.util.ArrayList;
import java.util.List;

/** A run of sequence numbers: {@code from} is the first, {@code to} the one after the last. */
public record SequenceRange(SequenceNumber from, SequenceNumber to) {

    public int length() {
        return to.since(from);
    }

    /** {@code ranges}, which are disjoint and in order, with {@code added} merged in. */
    static List<SequenceRange> merge(List<SequenceRange> ranges, SequenceRange added) {
        List<SequenceRange> merged = new ArrayList<>(ranges.size() + 1);
        SequenceNumber from = added.from;
        SequenceNumber to = added.to;
        int at = 0;
        for (SequenceRange range : ranges) {
            if (range.to.isBefore(from)) {
                merged.add(range);
                at = merged.size();
            } else if (range.from.isAfter(to)) {
                merged.add(range);
            } else {
                from = SequenceNumber.min(from, range.from);
                to = SequenceNumber.max(to, range.to);
            }
        }
        merged.add(at, new SequenceRange(from, to));
        return merged;
    }
}
