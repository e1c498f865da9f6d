package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Sockets;
import io.statecraft.target.StateProbe;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.nio.ByteBuffer;

/**
 * The kernel's own idea of its states, by sock_diag: of every connection, be it half open, orphaned, or in TIME-WAIT without a socket.
 */
final class SockDiag implements StateProbe, AutoCloseable {
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int IPPROTO_TCP = 6;
    private static final int ENOENT = 2;
    private static final int REQUEST_SIZE = 56;
    private static final int ANY_STATE = -1;

    // Offsets in struct inet_diag_req_v2, of its struct inet_diag_sockid, and in struct inet_diag_msg.
    private static final int STATES = 4;
    private static final int ID = 8;
    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int SOURCE = 4;
    private static final int DESTINATION = 20;
    private static final int COOKIE = 40;
    private static final int ANSWER_STATE = 1;

    /** By the kernel's number, include/net/tcp_states.h; 12 is a SYN-RECEIVED that has no socket yet. */
    private static final TcpState[] STATES_BY_NUMBER = {
        null,
        TcpState.ESTABLISHED,
        TcpState.SYN_SENT,
        TcpState.SYN_RECEIVED,
        TcpState.FIN_WAIT_1,
        TcpState.FIN_WAIT_2,
        TcpState.TIME_WAIT,
        TcpState.CLOSED,
        TcpState.CLOSE_WAIT,
        TcpState.LAST_ACK,
        TcpState.LISTEN,
        TcpState.CLOSING,
        TcpState.SYN_RECEIVED,
    };

    private final Netlink netlink = new Netlink(Netlink.SOCK_DIAG);

    @Override
    public TcpState connection(FourTuple ends) {
        TcpState state = find(ends.local(), ends.localPort(), ends.remote(), ends.remotePort());
        // Where there is no connection the kernel falls back on the port's listener.
        return state == TcpState.LISTEN ? TcpState.CLOSED : state;
    }

    @Override
    public TcpState listener(IpAddress local, int port) {
        IpAddress nobody = new IpAddress(Bytes.zeros(local.bytes().length()));
        TcpState state = find(local, port, nobody, 0);
        return state == TcpState.LISTEN ? state : TcpState.CLOSED;
    }

    private TcpState find(IpAddress local, int localPort, IpAddress remote, int remotePort) {
        NativeMemory memory = netlink.request();
        NetlinkMessage message =
                NetlinkMessage.question(memory, SOCK_DIAG_BY_FAMILY).fixed(REQUEST_SIZE);
        ByteBuffer bytes = memory.bytes();
        int start = NetlinkMessage.HEADER_SIZE;
        bytes.put(start, (byte) (local.version() == 4 ? Sockets.AF_INET : Sockets.AF_INET6))
                .put(start + 1, (byte) IPPROTO_TCP)
                .putInt(start + STATES, ANY_STATE);
        int id = start + ID;
        memory.putShortBigEndian(id + SOURCE_PORT, localPort);
        memory.putShortBigEndian(id + DESTINATION_PORT, remotePort);
        bytes.put(id + SOURCE, local.bytes().toArray());
        bytes.put(id + DESTINATION, remote.bytes().toArray());
        bytes.putLong(id + COOKIE, -1); // any
        int result = netlink.ask(message);
        if (result == -ENOENT) {
            return TcpState.CLOSED;
        }
        PosixException.check("sock_diag", result);
        return STATES_BY_NUMBER[netlink.answer().bytes().get(NetlinkMessage.HEADER_SIZE + ANSWER_STATE)];
    }

    @Override
    public void close() {
        netlink.close();
    }
}
