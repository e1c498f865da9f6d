package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.Locale;

/** The oracle's words for segments. Numbers count from the initial sequence numbers, as scenarios do. */
final class Notation {
    private Notation() {}

    /** {@code <SEQ=1><ACK=11><CTL=ACK>}. */
    static String of(Emission emission, Hypothesis h) {
        Connection c = h.connection();
        boolean answersSegment = emission.kind() == Emission.Kind.RESET && (emission.flags() & TcpFlag.ACK.mask()) == 0;
        StringBuilder text = new StringBuilder("<SEQ=");
        boolean zero = emission.kind() == Emission.Kind.RESET && emission.seq().equals(SequenceNumber.ZERO);
        text.append(zero ? "0" : answersSegment || h.issKnown() ? sent(c, emission.seq()) : "ISS");
        text.append('>');
        if ((emission.flags() & TcpFlag.ACK.mask()) != 0) {
            boolean known = c.state() != io.statecraft.tcp.TcpState.CLOSED
                    || !c.rcv().irs().equals(SequenceNumber.ZERO);
            text.append("<ACK=")
                    .append(known ? received(c, emission.ack()) : emission.ack().toString())
                    .append('>');
        }
        return text.append("<CTL=").append(flags(emission.flags())).append('>').toString();
    }

    static String flags(int mask) {
        StringBuilder names = new StringBuilder();
        for (TcpFlag flag : new TcpFlag[] {TcpFlag.SYN, TcpFlag.FIN, TcpFlag.RST, TcpFlag.ACK}) {
            if ((mask & flag.mask()) != 0) {
                names.append(names.isEmpty() ? "" : ",").append(flag);
            }
        }
        return names.toString();
    }

    /** A number of the target's, counted from its ISS. */
    static String sent(Connection c, SequenceNumber number) {
        return number.minus(c.snd().iss().toLong()).toString();
    }

    /** A number of the peer's, counted from its IRS. */
    static String received(Connection c, SequenceNumber number) {
        return number.minus(c.rcv().irs().toLong()).toString();
    }

    static String ack(Connection c) {
        return "<ACK=" + received(c, c.rcv().nxt()) + ">";
    }

    static String seqAndAck(Connection c) {
        return "<SEQ=" + sent(c, c.snd().nxt()) + ">" + ack(c);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9)
                .replaceAll("0+ s$", " s")
                .replaceAll("\\. s$", " s");
    }
}
