package io.statecraft.oracle.offline;

import io.statecraft.tcp.TcpState;
import java.util.EnumSet;
import java.util.Set;

/**
 * The states that an endpoint may be in, by what the capture shows: what was sent to it may have come or not. A CLOSE whose FIN has not
 * been sent yet nobody sees. A set is a bit mask, by ordinal.
 */
final class PossibleStates {
    private static final int CLOSED = bit(TcpState.CLOSED);
    private static final int LISTEN = bit(TcpState.LISTEN);
    private static final int SYN_SENT = bit(TcpState.SYN_SENT);
    private static final int SYN_RECEIVED = bit(TcpState.SYN_RECEIVED);
    private static final int ESTABLISHED = bit(TcpState.ESTABLISHED);
    private static final int FIN_WAIT_1 = bit(TcpState.FIN_WAIT_1);
    private static final int FIN_WAIT_2 = bit(TcpState.FIN_WAIT_2);
    private static final int CLOSE_WAIT = bit(TcpState.CLOSE_WAIT);
    private static final int CLOSING = bit(TcpState.CLOSING);
    private static final int LAST_ACK = bit(TcpState.LAST_ACK);
    private static final int TIME_WAIT = bit(TcpState.TIME_WAIT);

    private PossibleStates() {}

    static int of(Side a, Side b) {
        int gone = a.resetSeen || b.resetSeen ? CLOSED : 0;
        if (a.aborted) {
            return CLOSED;
        } else if (!a.spoke) {
            return CLOSED | LISTEN | (b.synSeen ? SYN_RECEIVED : 0);
        }
        boolean begun = a.synchronised || !a.synSeen;
        if (begun || a.synAckSeen) {
            boolean mayHave = begun || b.acks && b.ack - a.iss > 0;
            return gone | (begun ? 0 : SYN_RECEIVED) | (mayHave ? synchronised(a, b) : 0);
        }
        return gone | SYN_SENT | (b.synSeen ? SYN_RECEIVED : 0) | (b.synAckSeen ? ESTABLISHED : 0);
    }

    private static int synchronised(Side a, Side b) {
        boolean took = b.finSeen && a.acks && a.ack - b.fin > 0;
        int open = took ? 0 : a.finSeen ? FIN_WAIT_1 : ESTABLISHED;
        if (!a.finSeen) {
            return open | (b.finSeen ? CLOSE_WAIT : 0);
        }
        boolean acknowledged = b.acks && b.ack - a.fin > 0;
        int half = !took && acknowledged ? FIN_WAIT_2 : 0;
        int both = b.finSeen ? CLOSING | LAST_ACK : 0;
        int over = b.finSeen && acknowledged ? TIME_WAIT | CLOSED : 0;
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
