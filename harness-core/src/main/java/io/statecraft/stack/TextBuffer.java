package io.statecraft.stack;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Text by sequence number: chunks in order that do not overlap, perhaps with gaps. What is there first stays. */
final class TextBuffer {
    private final List<Chunk> chunks = new ArrayList<>();

    private record Chunk(SequenceNumber from, Bytes text) {
        SequenceNumber to() {
            return from.plus(text.length());
        }
    }

    /** Puts {@code text} at {@code from}; where there is text already, that is kept. */
    void put(SequenceNumber from, Bytes text) {
        SequenceNumber at = from;
        SequenceNumber end = from.plus(text.length());
        // Most comes in order: then all that is there is before it.
        boolean isLast = chunks.isEmpty() || chunks.get(chunks.size() - 1).to().isAtOrBefore(at);
        int index = isLast ? chunks.size() : 0;
        while (at.isBefore(end)) {
            while (index < chunks.size() && chunks.get(index).to().isAtOrBefore(at)) {
                index++;
            }
            SequenceNumber until = index < chunks.size()
                    ? SequenceNumber.min(end, chunks.get(index).from())
                    : end;
            if (until.isAfter(at)) {
                chunks.add(index, new Chunk(at, text.slice(at.since(from), until.since(from))));
                index++;
            }
            at = index < chunks.size()
                    ? SequenceNumber.max(until, chunks.get(index).to())
                    : end;
        }
    }

    /** The text of {@code length} octets from {@code from}, all of which must be there. */
    Bytes get(SequenceNumber from, int length) {
        if (length == 0) {
            return Bytes.EMPTY;
        }
        SequenceNumber end = from.plus(length);
        ByteBuffer joined = null;
        boolean zero = true;
        List<Bytes> parts = new ArrayList<>(2);
        SequenceNumber at = from;
        for (Chunk chunk : chunks) {
            if (chunk.to().isAfter(at) && chunk.from().isAtOrBefore(at) && at.isBefore(end)) {
                int skip = at.since(chunk.from());
                int take = Math.min(chunk.text().length() - skip, end.since(at));
                Bytes part = chunk.text().slice(skip, skip + take);
                zero &= part.isAllZero();
                parts.add(part);
                at = at.plus(take);
            }
        }
        if (at.isBefore(end)) {
            throw new IllegalStateException("no text at " + at + " for " + from + "+" + length);
        }
        if (parts.size() == 1) {
            return parts.get(0);
        } else if (zero) {
            return Bytes.zeros(length);
        }
        joined = ByteBuffer.allocate(length);
        for (Bytes part : parts) {
            part.putInto(joined);
        }
        return Bytes.of(joined.array());
    }

    /** Forgets everything before {@code to}. */
    void dropBefore(SequenceNumber to) {
        while (!chunks.isEmpty() && chunks.get(0).to().isAtOrBefore(to)) {
            chunks.remove(0);
        }
        if (!chunks.isEmpty() && chunks.get(0).from().isBefore(to)) {
            Chunk first = chunks.get(0);
            int cut = to.since(first.from());
            chunks.set(0, new Chunk(to, first.text().slice(cut, first.text().length())));
        }
    }
}
