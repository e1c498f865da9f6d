package io.statecraft.oracle;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows one run of a target and knows at every moment which states the RFCs allow. Confined to one thread.
 *
 * <p>Show it everything in order with {@link #observe}.
 */
public final class Oracle {

    private final List<Violation> violations = new ArrayList<>();

    /**
     * @param deliversAtOnce whether the target has taken a segment when the harness has sent it; otherwise it is in flight for a while
     */
    public Oracle(boolean deliversAtOnce) {}

    /** Takes what happened next. */
    public void observe(Observation observation) {}

    /** What has been found so far, in order. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** The states that the RFCs allow a connection now; CLOSED alone if it is unknown. */
    public Set<TcpState> statesOf(FourTuple connection) {
        return EnumSet.of(TcpState.CLOSED);
    }

    /** The states that the RFCs allow now for what is behind a descriptor, which may have been closed since. */
    public Set<TcpState> statesOf(int descriptor) {
        return EnumSet.of(TcpState.CLOSED);
    }

    /** The ends of the connection behind a descriptor, as far as the wire or a call has shown them. */
    public Optional<FourTuple> connectionOf(int descriptor) {
        return Optional.empty();
    }

    /** What may come next on a connection, or must, one sentence each: for messages. */
    public List<String> expectedOf(FourTuple connection) {
        return List.of();
    }
}
