package io.statecraft.oracle.learned;

import io.statecraft.wire.TcpFlag;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment in the learner's words: {@code ACK+PSH(NEXT,CURRENT,1)}.
 *
 * @param flags its control bits
 * @param seq what the learner made of SEG.SEQ
 * @param ack what it made of SEG.ACK
 * @param length octets of text
 */
record Symbol(int flags, String seq, String ack, int length) {
    private static final Pattern SEGMENT = Pattern.compile("([A-Z+]+)\\((\\w+),(\\w+),(\\d+)\\)");

    /** Empty for a call, and for {@code TIMEOUT}. */
    static Optional<Symbol> of(String text) {
        Matcher m = SEGMENT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int flags = 0;
        for (String name : m.group(1).split("\\+")) {
            flags |= TcpFlag.valueOf(name).mask();
        }
        return Optional.of(new Symbol(flags, m.group(2), m.group(3), Integer.parseInt(m.group(4))));
    }

    boolean has(TcpFlag flag) {
        return (flags & flag.mask()) != 0;
    }

    /** The sequence numbers that it takes. */
    int span() {
        return length + (has(TcpFlag.SYN) ? 1 : 0) + (has(TcpFlag.FIN) ? 1 : 0);
    }
}
