package io.statecraft.wire;

import java.util.List;

/**
 * What bytes were decoded to.
 *
 * @param packet as much as could be read; what could not is in it as {@link OpaqueTransport} or
 *     {@link TcpOption.Unreadable}
 * @param problems what was wrong, in the order of the bytes; empty for a well-formed packet
 */
public record Decoded(Packet packet, List<Problem> problems) {
    public Decoded {
        problems = List.copyOf(problems);
    }

    /** Whether nothing was wrong. */
    public boolean isSound() {
        return problems.isEmpty();
    }

    /** Whether it was an IP packet at all; if not, {@link #packet()} is empty but for the bytes. */
    public boolean isIp() {
        return !has(Problem.Kind.NOT_IP);
    }

    /** Whether this was wrong. */
    public boolean has(Problem.Kind kind) {
        for (Problem problem : problems) {
            if (problem.kind() == kind) {
                return true;
            }
        }
        return false;
    }
}
