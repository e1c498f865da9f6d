package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import io.statecraft.wire.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Programs that transfer by the kernel's sockets; see {@link Transfer}. */
final class KernelTransfers {
    private static final int BLOCK = 1 << 16;

    /** States as /proc/net/tcp numbers them, from 1. */
    private static final List<String> STATES = List.of(
            "ESTABLISHED",
            "SYN-SENT",
            "SYN-RECEIVED",
            "FIN-WAIT-1",
            "FIN-WAIT-2",
            "TIME-WAIT",
            "CLOSED",
            "CLOSE-WAIT",
            "LAST-ACK",
            "LISTEN",
            "CLOSING");

    private KernelTransfers() {}

    static KernelHost.Program.Body<Transfer> client(IpAddress own, IpAddress server, long size, Clock clock) {
        return () -> {
            Transfer.Watch watch = new Transfer.Watch(clock);
            String digest;
            try (SocketChannel channel = SocketChannel.open(family(own))) {
                channel.bind(address(own, 0));
                channel.connect(address(server, Transfer.PORT));
                send(channel, new Cargo(size, Transfer.CLIENT_SEED));
                channel.shutdownOutput();
                digest = receive(channel, watch);
            }
            return new Transfer(digest, watch.begun(), watch.ended(), state(own.version(), false));
        };
    }

    /** To be waited for until {@code listening} has run. */
    static KernelHost.Program.Body<Transfer> server(IpAddress own, long size, Clock clock, Runnable listening) {
        return () -> {
            Transfer.Watch watch = new Transfer.Watch(clock);
            String digest;
            try (ServerSocketChannel listener = ServerSocketChannel.open(family(own))) {
                listener.bind(address(own, Transfer.PORT));
                listening.run();
                try (SocketChannel channel = listener.accept()) {
                    digest = receive(channel, watch);
                    send(channel, new Cargo(size, Transfer.SERVER_SEED));
                }
            }
            return new Transfer(digest, watch.begun(), watch.ended(), state(own.version(), true));
        };
    }

    private static void send(SocketChannel channel, Cargo cargo) throws IOException {
        while (!cargo.isSent()) {
            channel.write(cargo.next());
        }
    }

    private static String receive(SocketChannel channel, Transfer.Watch watch) throws IOException {
        MessageDigest digest = Cargo.newDigest();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
        while (channel.read(buffer) >= 0) {
            watch.received();
            digest.update(buffer.flip());
            buffer.clear();
        }
        watch.end();
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The state of the one connection in the calling thread's namespace. */
    static String state(int ipVersion, boolean local) throws IOException {
        String column = String.format(Locale.ROOT, ":%04X", Transfer.PORT);
        for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/" + (ipVersion == 4 ? "tcp" : "tcp6")))) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 3 && words[local ? 1 : 2].endsWith(column)) {
                return STATES.get(Integer.parseInt(words[3], 16) - 1);
            }
        }
        return "CLOSED";
    }

    private static StandardProtocolFamily family(IpAddress address) {
        return address.version() == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    private static InetSocketAddress address(IpAddress address, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(address.bytes().toArray()), port);
    }
}
