package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.SocketAddress;
import io.statecraft.posix.Sockets;
import io.statecraft.scenario.Expression;
import io.statecraft.target.Family;

/**
 * The addresses that stand for {@code ...} in a scenario's calls.
 *
 * @param family of the sockets
 * @param local where servers listen
 * @param remote where clients connect to
 */
record Peers(Family family, SocketAddress local, SocketAddress remote) {

    /** The address family for {@code socket(..., }. */
    int domain() {
        return family.socketVersion() == 4 ? Sockets.AF_INET : Sockets.AF_INET6;
    }

    /**
     * Lays the address that an argument stands for at the start of {@code memory}.
     *
     * @param argument {@code ...}, an address family, or a {@code sockaddr} structure
     * @param implied what {@code ...} stands for
     * @param socketDomain the socket's address family
     * @return the length
     */
    int put(Expression argument, SocketAddress implied, NativeMemory memory, int socketDomain) {
        if (Operands.isEllipsis(argument)) {
            return implied.put(memory, 0, socketDomain);
        }
        if (argument instanceof Expression.Struct struct) {
            int domain = Operands.integer(Operands.member(struct, "sa_family"));
            return address(struct).put(memory, 0, domain);
        }
        // An address family alone: connect(fd, AF_UNSPEC, ...) takes a connection back.
        memory.clear(0, SocketAddress.MAX_SIZE);
        memory.bytes().putShort(0, (short) Operands.integer(argument));
        return SocketAddress.MAX_SIZE;
    }

    private static SocketAddress address(Expression.Struct struct) {
        Expression port = struct.field("sin6_port").orElseGet(() -> Operands.member(struct, "sin_port"));
        Expression address = struct.field("sin6_addr").orElseGet(() -> Operands.member(struct, "sin_addr"));
        // htons() of a script says what is on the wire, and so does our own type.
        int number = port instanceof Expression.Function function
                        && function.name().equals("htons")
                        && function.arguments().size() == 1
                ? Operands.integer(function.arguments().get(0))
                : Short.toUnsignedInt(Short.reverseBytes((short) Operands.integer(port)));
        return new SocketAddress(Operands.ipAddress(address), number & 0xffff);
    }
}
