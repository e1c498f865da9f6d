package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The ends of writes whose user wants to know when they leave, and when they are acknowledged. */
final class FollowedText {
    private final Endpoint endpoint;
    private final Deque<SequenceNumber> unsent = new ArrayDeque<>();
    private final Deque<SequenceNumber> unacknowledged = new ArrayDeque<>();
    private final List<TextEvent> events = new ArrayList<>(); // in the order in which they happened

    FollowedText(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** A write ends at {@code end}, and has not left. */
    void follow(SequenceNumber end) {
        unsent.add(end);
        unacknowledged.add(end);
    }

    /** Everything up to {@code nxt} has left. */
    void sent(SequenceNumber nxt) {
        tell(unsent, nxt, TextEvent.Kind.SENT);
    }

    /** Everything up to {@code una} is acknowledged. */
    void acknowledged(SequenceNumber una) {
        tell(unacknowledged, una, TextEvent.Kind.ACKNOWLEDGED);
    }

    private void tell(Deque<SequenceNumber> ends, SequenceNumber until, TextEvent.Kind kind) {
        while (!ends.isEmpty() && ends.peek().isAtOrBefore(until)) {
            events.add(new TextEvent(ends.remove(), kind, endpoint.now()));
        }
    }

    /** What has happened and was not taken yet. */
    List<TextEvent> take() {
        List<TextEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
