package io.statecraft.stack.fault;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A SYN or SYN,ACK that is sent again is changed, or not sent at all. */
final class Again implements Fault {
    private final UnaryOperator<Segment> change;
    private final int flags;
    private final Set<Long> seen = new HashSet<>();

    /**
     * @param change null for nothing
     * @param flags the SYN and ACK bits that it has
     */
    Again(UnaryOperator<Segment> change, int flags) {
        this.change = change;
        this.flags = flags;
    }

    @Override
    public Optional<Packet> transmit(Packet packet) {
        Segment s = packet.segment();
        boolean again = s != null
                && (s.flags() & (SYN.mask() | ACK.mask())) == flags
                && !seen.add(s.seq().toLong() << 16 | s.destinationPort());
        return again
                ? Optional.ofNullable(change.apply(s)).map(other -> new Packet(packet.ip(), other))
                : Optional.of(packet);
    }
}
