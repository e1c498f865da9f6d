package io.statecraft.oracle;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A contradiction between the target and the RFCs.
 *
 * @param time of the event, nanoseconds by the target's clock
 * @param clause a requirement id ({@code RFC5961-3}, {@code RFC9293:MUST-40}), or RFC and section ({@code RFC9293:3.10.7.3})
 * @param must whether the clause is a MUST: a SHOULD only warns
 * @param connection whose
 * @param before the states that were allowed before the event
 * @param event what happened, in script notation
 * @param allowed what would have been allowed, one sentence each
 * @param remembered the standing choice that the target contradicted, if that is what it did
 */
public record Violation(
        long time,
        String clause,
        boolean must,
        FourTuple connection,
        Set<TcpState> before,
        String event,
        List<String> allowed,
        Optional<String> remembered) {
    public Violation {
        before = Set.copyOf(before);
        allowed = List.copyOf(allowed);
    }
}
