package io.statecraft.oracle;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpAddress;
import java.util.Optional;

/** What an ICMP error says of which connection (RFC 9293 section 3.9.2.2). */
record IcmpErrors(FourTuple connection, boolean hard) {

    /** Empty if the message is no error, or quotes no TCP segment. */
    static Optional<IcmpErrors> of(IcmpMessage icmp) {
        Bytes quoted = icmp.body();
        int header = icmp.version() == 4 ? 20 : 40;
        if (!isError(icmp) || quoted.length() < header + 4) {
            return Optional.empty();
        }
        int protocol = quoted.at(icmp.version() == 4 ? 9 : 6);
        if (protocol != 6) {
            return Optional.empty();
        }
        int start = icmp.version() == 4 ? (quoted.at(0) & 0x0f) * 4 : header;
        if (quoted.length() < start + 4) {
            return Optional.empty();
        }
        // The quoted segment is the target's own: its source is the target.
        IpAddress source = new IpAddress(icmp.version() == 4 ? quoted.slice(12, 16) : quoted.slice(8, 24));
        IpAddress destination = new IpAddress(icmp.version() == 4 ? quoted.slice(16, 20) : quoted.slice(24, 40));
        return Optional.of(new IcmpErrors(
                new FourTuple(source, port(quoted, start), destination, port(quoted, start + 2)), isHard(icmp)));
    }

    private static int port(Bytes bytes, int at) {
        return (bytes.at(at) & 0xff) << 8 | bytes.at(at + 1) & 0xff;
    }

    private static boolean isError(IcmpMessage icmp) {
        // Source quench is silently discarded (MUST-55); "fragmentation needed" and "packet too big" change sizes, not
        // states.
        return icmp.version() == 4
                ? icmp.type() == 3 && icmp.code() != 4 || icmp.type() == 11 || icmp.type() == 12
                : icmp.type() == 1 || icmp.type() == 3 || icmp.type() == 4;
    }

    /** Protocol or port unreachable; in IPv6, port unreachable, and administratively prohibited as stacks take it. */
    private static boolean isHard(IcmpMessage icmp) {
        return icmp.version() == 4
                ? icmp.type() == 3 && (icmp.code() == 2 || icmp.code() == 3 || icmp.code() >= 9)
                : icmp.type() == 1 && (icmp.code() == 1 || icmp.code() == 4);
    }
}
