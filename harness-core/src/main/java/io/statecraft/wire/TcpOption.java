package io.statecraft.wire;

import java.util.List;

/** A TCP option as a value (RFC 9293 section 3.2 and the RFC named at each). */
public sealed interface TcpOption {

    /** The option's kind, 0 to 255. */
    int kind();

    /** The octets that the option takes in the header. */
    int length();

    /** Kind 0: end of option list. */
    record EndOfList() implements TcpOption {
        @Override
        public int kind() {
            return 0;
        }

        @Override
        public int length() {
            return 1;
        }
    }

    /** Kind 1: no-operation. */
    record NoOperation() implements TcpOption {
        @Override
        public int kind() {
            return 1;
        }

        @Override
        public int length() {
            return 1;
        }
    }

    /** Kind 2: maximum segment size, 0 to 65535 octets. */
    record MaximumSegmentSize(int size) implements TcpOption {
        public MaximumSegmentSize {
            Ranges.unsigned16("mss", size);
        }

        @Override
        public int kind() {
            return 2;
        }

        @Override
        public int length() {
            return 4;
        }
    }

    /** Kind 3: window scale (RFC 7323 section 2.2); the shift as it stands in the option, 0 to 255. */
    record WindowScale(int shift) implements TcpOption {
        public WindowScale {
            Ranges.unsigned8("wscale", shift);
        }

        @Override
        public int kind() {
            return 3;
        }

        @Override
        public int length() {
            return 3;
        }
    }

    /** Kind 4: SACK permitted (RFC 2018 section 2). */
    record SackPermitted() implements TcpOption {
        @Override
        public int kind() {
            return 4;
        }

        @Override
        public int length() {
            return 2;
        }
    }

    /** Kind 5: selective acknowledgment (RFC 2018 section 3), blocks in the order in which they stand. */
    record Sack(List<Block> blocks) implements TcpOption {
        public Sack {
            blocks = List.copyOf(blocks);
            Ranges.check("number of blocks", blocks.size(), 31);
        }

        /** One block: {@code left} is its first sequence number, {@code right} the one after its last. */
        public record Block(SequenceNumber left, SequenceNumber right) {}

        @Override
        public int kind() {
            return 5;
        }

        @Override
        public int length() {
            return 2 + 8 * blocks.size();
        }
    }

    /** Kind 8: timestamps (RFC 7323 section 3.2); both are 32-bit values without a sign. */
    record Timestamps(int value, int echoReply) implements TcpOption {
        @Override
        public int kind() {
            return 8;
        }

        @Override
        public int length() {
            return 10;
        }
    }

    /** Kind 19: MD5 signature (RFC 2385); the digest has 16 bytes in a well-formed option. */
    record Md5Signature(Bytes digest) implements TcpOption {
        public Md5Signature {
            Ranges.optionData("digest", digest.length());
        }

        @Override
        public int kind() {
            return 19;
        }

        @Override
        public int length() {
            return 2 + digest.length();
        }
    }

    /**
     * Kind 28: user timeout (RFC 5482 section 3.3).
     *
     * @param minutes the granularity bit: whether the value is minutes, and not seconds
     * @param value 15 bits; zero is reserved
     */
    record UserTimeout(boolean minutes, int value) implements TcpOption {
        /** The largest value. */
        public static final int LARGEST = 0x7fff;

        public UserTimeout {
            Ranges.check("user timeout", value, LARGEST);
        }

        /** The timeout in seconds. */
        public long seconds() {
            return minutes ? 60L * value : value;
        }

        @Override
        public int kind() {
            return 28;
        }

        @Override
        public int length() {
            return 4;
        }
    }

    /** Kind 34: Fast Open cookie (RFC 7413); an empty cookie is a request. */
    record FastOpen(Bytes cookie) implements TcpOption {
        public FastOpen {
            Ranges.optionData("cookie", cookie.length());
        }

        @Override
        public int kind() {
            return 34;
        }

        @Override
        public int length() {
            return 2 + cookie.length();
        }
    }

    /** Kind 254 with the experiment id 0xF989: Fast Open before it had a kind of its own. */
    record FastOpenExperimental(Bytes cookie) implements TcpOption {
        public FastOpenExperimental {
            Ranges.optionData("cookie and experiment id", 2 + cookie.length());
        }

        @Override
        public int kind() {
            return 254;
        }

        @Override
        public int length() {
            return 4 + cookie.length();
        }
    }

    /**
     * Kinds 172 and 174: accurate ECN byte counters (RFC 9768 section 3.2.3), 24 bits each.
     *
     * @param order 0 for kind 172 (EE0B, ECEB, EE1B), 1 for kind 174 (EE1B, ECEB, EE0B)
     * @param counters none to three counters in the order of the kind
     */
    record AccurateEcn(int order, List<Integer> counters) implements TcpOption {
        public AccurateEcn {
            Ranges.check("order", order, 1);
            counters = List.copyOf(counters);
            Ranges.check("number of counters", counters.size(), 3);
            for (int counter : counters) {
                Ranges.check("counter", counter, 0xffffff);
            }
        }

        @Override
        public int kind() {
            return order == 0 ? 172 : 174;
        }

        @Override
        public int length() {
            return 2 + 3 * counters.size();
        }
    }

    /**
     * Any other option, or a known kind with a length at which it cannot be read: kept as the bytes after the length. A
     * digest or a cookie of a length that its RFC forbids is still read as what it is.
     */
    record Unknown(int kind, Bytes data) implements TcpOption {
        public Unknown {
            Ranges.unsigned8("kind", kind);
            Ranges.optionData("data", data.length());
        }

        @Override
        public int length() {
            return 2 + data.length();
        }
    }

    /**
     * What follows the point from which the option list could not be read: a length of 0 or 1, or past the end; or
     * padding after the end of the list that is not zero.
     */
    record Unreadable(Bytes rest) implements TcpOption {
        @Override
        public int kind() {
            return rest.isEmpty() ? 0 : Byte.toUnsignedInt(rest.at(0));
        }

        @Override
        public int length() {
            return rest.length();
        }
    }
}
