package io.statecraft.stack;

import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;

/** SEND (RFC 9293 section 3.10.2): how a write gets into the send buffer, piece by piece where that has pieces. */
final class SendCall {
    private final Endpoint endpoint;
    private final Rules rules;
    private Endpoint.Following follows = Endpoint.Following.NONE;

    SendCall(Endpoint endpoint, Rules rules) {
        this.endpoint = endpoint;
        this.rules = rules;
    }

    /** The user wants to know what becomes of the last octet of what is written from now on. */
    void follows(Endpoint.Following which) {
        follows = which;
    }

    /** See {@link Endpoint#send(Bytes, boolean, boolean, boolean)}. */
    int send(Bytes text, boolean urgent, boolean more, boolean closesRecord) {
        Sender sender = endpoint.sender();
        int taken = 0;
        do {
            int next = (int) Math.min(text.length() - taken, endpoint.sendRoom().free());
            SequenceNumber at = endpoint.connection().snd().end();
            Outcome outcome = rules.apply(new TcpEvent.Send(next));
            if (outcome.signals().stream().anyMatch(UserSignal::isError)) {
                return -1;
            }
            boolean last = taken + next == text.length();
            boolean full = !last && next == 0;
            boolean amid = !last && !full;
            sender.append(at, text.slice(taken, taken + next), urgent, more || amid, amid);
            if (last && closesRecord) {
                sender.pieces().close();
            }
            if (full) {
                endpoint.sendRoom().foundFull();
            }
            taken += next;
            boolean left = !at.plus(next).isAfter(endpoint.connection().snd().nxt());
            if (taken > 0 && !left && isFollowed(last, full)) {
                sender.followed().follow(at.plus(next));
            }
            endpoint.perform(outcome, null);
            if (full) {
                break;
            }
        } while (taken < text.length());
        return taken;
    }

    private boolean isFollowed(boolean last, boolean full) {
        return last ? follows != Endpoint.Following.NONE : full && follows == Endpoint.Following.ANY_END;
    }
}
