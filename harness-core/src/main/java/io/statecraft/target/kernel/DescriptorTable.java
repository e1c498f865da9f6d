package io.statecraft.target.kernel;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.SocketAddress;
import io.statecraft.posix.Sockets;
import io.statecraft.target.SocketApi.Ends;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** The scenario's descriptors: its numbers, the live ones, and the addresses of the sockets behind them. Confined to one thread. */
final class DescriptorTable implements AutoCloseable {
    /** No process has it: a call with it fails with EBADF, as with any number that the scenario never opened or has closed. */
    private static final int NOBODYS = 0x7fff_fff0;

    private static final int SO_DOMAIN = 39;

    private final Map<Integer, Entry> byNumber = new HashMap<>();
    private final List<Descriptor> unnamed = new ArrayList<>();

    /** The live number behind the scenario's, for calls. */
    int live(int number) {
        Entry entry = byNumber.get(number);
        return entry == null || !entry.descriptor.isOpen() ? NOBODYS : entry.descriptor.number();
    }

    /**
     * Takes ownership of a live number.
     *
     * @param number the scenario's, if it expects one
     * @return the scenario's number, or the live one if it expects none
     */
    int add(OptionalInt number, int live) {
        Descriptor descriptor = new Descriptor(live);
        if (number.isEmpty()) {
            unnamed.add(descriptor);
            return live;
        }
        Entry before = byNumber.get(number.getAsInt());
        if (before != null && before.descriptor.isOpen()) {
            unnamed.add(before.descriptor); // scripts do that: the number means the newer one from now on
        }
        byNumber.put(number.getAsInt(), new Entry(descriptor));
        return number.getAsInt();
    }

    /** The socket sends ICMP messages, of {@code type} unless it is told otherwise. */
    void sendsMessages(int number, int type) {
        byNumber.get(number).messageType = type;
    }

    /** The type of the ICMP messages that a socket sends; -1 for any other socket. */
    int messageType(int number) {
        Entry entry = byNumber.get(number);
        return entry == null ? -1 : entry.messageType;
    }

    /** What closes what the scenario calls {@code number}, on whichever thread; what is known of it stays. */
    LongSupplier closing(int number) {
        Entry entry = byNumber.get(number);
        return () -> Io.close(entry == null || !entry.descriptor.isOpen() ? NOBODYS : entry.descriptor.release());
    }

    /** The address family of a socket; IPv4's if it is none. */
    int domain(int number) {
        int domain = Sockets.option(live(number), Sockets.SOL_SOCKET, SO_DOMAIN);
        return domain == Sockets.AF_INET6 ? Sockets.AF_INET6 : Sockets.AF_INET;
    }

    /**
     * Learns the addresses of a socket from the kernel.
     *
     * @param peer where it is being connected to, which the kernel does not say before it is connected; null if unknown
     */
    void learnEnds(int number, SocketAddress peer) {
        Entry entry = byNumber.get(number);
        if (entry == null || !entry.descriptor.isOpen()) {
            return;
        }
        int live = entry.descriptor.number();
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(0, SocketAddress.MAX_SIZE);
        if (Sockets.getsockname(live, memory.address(8), memory.address()) == 0) {
            SocketAddress local = SocketAddress.get(memory, 8);
            entry.local = local == null ? entry.local : local;
        }
        memory.bytes().putInt(0, SocketAddress.MAX_SIZE);
        if (Sockets.getpeername(live, memory.address(8), memory.address()) == 0) {
            SocketAddress remote = SocketAddress.get(memory, 8);
            entry.remote = remote == null ? entry.remote : remote;
        } else if (peer != null) {
            entry.remote = peer;
        }
    }

    /** Forgets where a socket was connected to. */
    void forgetPeer(int number) {
        Entry entry = byNumber.get(number);
        if (entry != null) {
            entry.remote = null;
        }
    }

    /** The addresses of a socket as last known. */
    Optional<Ends> ends(int number) {
        Entry entry = byNumber.get(number);
        if (entry == null || entry.local == null) {
            return Optional.empty();
        }
        SocketAddress remote = entry.remote;
        return Optional.of(new Ends(
                entry.local.address(),
                entry.local.port(),
                Optional.ofNullable(remote).map(SocketAddress::address),
                remote == null ? 0 : remote.port()));
    }

    /** Closes all that is open. */
    @Override
    public void close() {
        byNumber.values().forEach(entry -> entry.descriptor.close());
        unnamed.forEach(Descriptor::close);
    }

    private static final class Entry {
        private final Descriptor descriptor;
        private int messageType = -1;
        private SocketAddress local;
        private SocketAddress remote;

        Entry(Descriptor descriptor) {
            this.descriptor = descriptor;
        }
    }
}
