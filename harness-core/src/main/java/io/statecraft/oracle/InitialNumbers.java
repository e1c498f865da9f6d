package io.statecraft.oracle;

import io.statecraft.wire.FourTuple;
import io.statecraft.wire.SequenceNumber;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The initial sequence numbers that a target has chosen. Two connections may begin alike by chance, once in four thousand million; for
 * three to do so is no chance, but a generator that no clock drives (MUST-8).
 */
final class InitialNumbers {
    private static final int TOO_MANY = 3;

    private final Map<SequenceNumber, Set<FourTuple>> chosen = new HashMap<>();

    /** The target has begun a connection with {@code number}: what is wrong with that, if anything; said once for each number. */
    Optional<Contradiction> chosen(FourTuple connection, SequenceNumber number) {
        Set<FourTuple> alike = chosen.computeIfAbsent(number, n -> new HashSet<>(2));
        return alike.add(connection) && alike.size() == TOO_MANY
                ? Optional.of(Contradiction.ofField(
                        "RFC9293:MUST-8", "another initial sequence number than that of two connections before"))
                : Optional.empty();
    }
}
