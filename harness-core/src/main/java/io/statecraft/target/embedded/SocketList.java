package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The sockets of the target as {@code sockstat} lists them, the program being called as scripts expect it. */
final class SocketList {
    private static final String OWNED = "root packetdril 1 ";
    private static final String NOBODY = "? ? ? ";

    private final EmbeddedSockets sockets;

    SocketList(EmbeddedSockets sockets) {
        this.sockets = sockets;
    }

    /** The lines for an IP version and a port; 0 means any. */
    String print(int version, int port) {
        StringBuilder lines = new StringBuilder();
        Set<Endpoint> listed = new HashSet<>();
        for (Map.Entry<Integer, Socket> entry : sockets.open().entrySet()) {
            Socket socket = entry.getValue();
            Endpoint endpoint = socket.endpoint();
            IpAddress local =
                    endpoint != null ? endpoint.ends().local() : sockets.host().local();
            int remotePort = endpoint != null ? endpoint.ends().remotePort() : 0;
            if (isWanted(version, port, local, socket.localPort(), remotePort)) {
                String ends = endpoint != null ? ends(endpoint.ends()) : local + ":" + socket.localPort() + " *:*";
                line(lines, OWNED + entry.getKey(), local, ends, socket.state());
            }
            listed.add(endpoint);
        }
        for (Endpoint endpoint : sockets.stack().endpoints()) {
            FourTuple ends = endpoint.ends();
            if (!listed.contains(endpoint)
                    && isWanted(version, port, ends.local(), ends.localPort(), ends.remotePort())) {
                line(lines, NOBODY + "?", ends.local(), ends(ends), endpoint.state());
            }
        }
        return lines.toString();
    }

    private static boolean isWanted(int version, int port, IpAddress local, int localPort, int remotePort) {
        return (version == 0 || version == local.version()) && (port == 0 || port == localPort || port == remotePort);
    }

    private static String ends(FourTuple ends) {
        return ends.local() + ":" + ends.localPort() + " " + ends.remote() + ":" + ends.remotePort();
    }

    private static void line(StringBuilder lines, String owner, IpAddress local, String ends, TcpState state) {
        lines.append(owner)
                .append(" tcp")
                .append(local.version())
                .append(' ')
                .append(ends)
                .append(' ')
                .append(name(state))
                .append('\n');
    }

    private static String name(TcpState state) {
        return state == TcpState.SYN_RECEIVED ? "SYN_RCVD" : state.name();
    }
}
