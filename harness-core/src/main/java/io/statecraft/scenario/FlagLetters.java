package io.statecraft.scenario;

import io.statecraft.scenario.TransportPattern.Flags;
import io.statecraft.wire.PacketNotation;
import io.statecraft.wire.TcpFlag;

/** Flags as letters, and the ACE counter (RFC 9768 section 3.2.2) as a digit. */
final class FlagLetters {
    private static final int AE = TcpFlag.AE.mask();
    private static final int CWR = TcpFlag.CWR.mask();
    private static final int ECE = TcpFlag.ECE.mask();

    private FlagLetters() {}

    static Flags parse(String letters) {
        if (letters.equals("-")) {
            return new Flags(0, false);
        }
        int mask = 0;
        int counter = -1;
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (c >= '0' && c <= '7') {
                if (counter >= 0) {
                    throw new IllegalArgumentException("`" + letters + "` has two ACE digits");
                }
                counter = c - '0';
            } else {
                mask |= flag(letters, c).mask();
            }
        }
        if (counter < 0) {
            return new Flags(mask, false);
        }
        if ((mask & (AE | CWR | ECE)) != 0) {
            throw new IllegalArgumentException(
                    "`" + letters + "` has both the ACE counter as a digit and one of its bits, E, W or A");
        }
        int bits = ((counter & 4) != 0 ? AE : 0) | ((counter & 2) != 0 ? CWR : 0) | ((counter & 1) != 0 ? ECE : 0);
        return new Flags(mask | bits, true);
    }

    private static TcpFlag flag(String letters, char c) {
        return switch (c) {
            case 'F' -> TcpFlag.FIN;
            case 'S' -> TcpFlag.SYN;
            case 'R' -> TcpFlag.RST;
            case 'P' -> TcpFlag.PSH;
            case '.' -> TcpFlag.ACK;
            case 'U' -> TcpFlag.URG;
            case 'E' -> TcpFlag.ECE;
            case 'W' -> TcpFlag.CWR;
            case 'A' -> TcpFlag.AE;
            default -> throw new IllegalArgumentException("`" + letters + "` has `" + c + "`, which is no flag");
        };
    }

    static String format(Flags flags) {
        int mask = flags.mask();
        if (!flags.aceDigit()) {
            return PacketNotation.flags(mask);
        }
        int counter = ((mask & AE) != 0 ? 4 : 0) | ((mask & CWR) != 0 ? 2 : 0) | ((mask & ECE) != 0 ? 1 : 0);
        int others = mask & ~(AE | CWR | ECE);
        return (others == 0 ? "" : PacketNotation.flags(others)) + counter;
    }
}
