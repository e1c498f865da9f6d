package io.statecraft.oracle.offline;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.CLOSING;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;
import static io.statecraft.tcp.TcpState.FIN_WAIT_2;
import static io.statecraft.tcp.TcpState.LAST_ACK;
import static io.statecraft.tcp.TcpState.LISTEN;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static io.statecraft.tcp.TcpState.TIME_WAIT;

import io.statecraft.tcp.TcpState;
import java.util.EnumSet;
import java.util.Set;

/**
 * The states that an endpoint may be in, by what the capture shows: what was sent to it may have come or not. A CLOSE whose FIN has not
 * been sent yet nobody sees. A set is a bit mask, by ordinal.
 */
final class PossibleStates {
    private PossibleStates() {}

    static int of(Side a, Side b) {
        int gone = a.resetSeen || b.resetSeen ? bit(CLOSED) : 0;
        if (a.aborted) {
            return bit(CLOSED);
        } else if (!a.spoke) {
            return bit(CLOSED) | bit(LISTEN) | (b.synSeen ? bit(SYN_RECEIVED) : 0);
        } else if (a.synchronised || !a.synSeen) {
            return gone | synchronised(a, b);
        } else if (a.synAckSeen) {
            return gone | bit(SYN_RECEIVED) | (b.acks && b.ack - a.iss > 0 ? synchronised(a, b) : 0);
        }
        return gone | bit(SYN_SENT) | (b.synSeen ? bit(SYN_RECEIVED) : 0) | (b.synAckSeen ? bit(ESTABLISHED) : 0);
    }

    private static int synchronised(Side a, Side b) {
        boolean took = b.finSeen && a.acks && a.ack - b.fin > 0;
        int open = took ? 0 : a.finSeen ? bit(FIN_WAIT_1) : bit(ESTABLISHED);
        if (!a.finSeen) {
            return open | (b.finSeen ? bit(CLOSE_WAIT) : 0);
        }
        boolean acknowledged = b.acks && b.ack - a.fin > 0;
        int half = !took && acknowledged ? bit(FIN_WAIT_2) : 0;
        int both = b.finSeen ? bit(CLOSING) | bit(LAST_ACK) : 0;
        int over = b.finSeen && acknowledged ? bit(TIME_WAIT) | bit(CLOSED) : 0;
        return open | half | both | over;
    }

    static Set<TcpState> set(int mask) {
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        for (TcpState state : TcpState.values()) {
            if ((mask & bit(state)) != 0) {
                states.add(state);
            }
        }
        return states;
    }

    private static int bit(TcpState state) {
        return 1 << state.ordinal();
    }
}
