package io.statecraft.oracle;

import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Emission.Kind;
import io.statecraft.tcp.Emission.Urgency;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/**
 * A segment that the target owes, or may send.
 *
 * @param emission what
 * @param since the time of the event that it answers
 * @param deadline by when it must have come; {@link Long#MAX_VALUE} if it may be left out
 */
record Owed(Emission emission, long since, long deadline) {

    static Owed from(Emission emission, long since) {
        return new Owed(emission, since, deadlineOf(emission, since));
    }

    private static long deadlineOf(Emission emission, long since) {
        if (emission.urgency() == Urgency.OPTIONAL) {
            return Long.MAX_VALUE;
        }
        return since
                + switch (emission.kind()) {
                    case ACK, CHALLENGE_ACK -> Limits.ACKNOWLEDGMENT;
                    case RESET, SYN_ACK -> Limits.ANSWER;
                    case SYN -> Limits.SYN;
                };
    }

    boolean isAcknowledgment() {
        return emission.kind() == Kind.ACK || emission.kind() == Kind.CHALLENGE_ACK;
    }

    boolean isReset() {
        return emission.kind() == Kind.RESET;
    }

    /** The same for a connection whose initial sequence number turned out to be {@code iss} rather than 0. */
    Owed rebased(SequenceNumber iss) {
        // A reset for a segment takes its number from that segment; what the connection sends itself counts from ISS.
        boolean ours = emission.kind() != Kind.RESET || (emission.flags() & TcpFlag.ACK.mask()) != 0;
        if (!ours || emission.kind() == Kind.RESET && emission.seq().equals(SequenceNumber.ZERO)) {
            return this;
        }
        Emission moved = new Emission(
                emission.kind(),
                emission.seq().plus(iss.toLong()),
                emission.ack(),
                emission.flags(),
                emission.urgency(),
                emission.clause());
        return new Owed(moved, since, deadline);
    }
}
