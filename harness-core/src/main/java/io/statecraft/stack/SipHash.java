package io.statecraft.stack;

import io.statecraft.wire.Bytes;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash for short messages, for numbers that a peer must not be able to compute. The
 * key is 128 bits, as RFC 6528 section 3 finds adequate.
 */
record SipHash(long k0, long k1) {

    /** A key drawn from {@code seed}, so that a run can be made again; {@code purpose} keeps the uses apart. */
    static SipHash of(long seed, long purpose) {
        SipHash start = new SipHash(seed, purpose);
        return new SipHash(start.hash(Bytes.of((byte) 0)), start.hash(Bytes.of((byte) 1)));
    }

    /** The hash of {@code message}. */
    long hash(Bytes message) {
        State s = new State(k0, k1);
        int length = message.length();
        int whole = length / 8 * 8;
        for (int at = 0; at < whole; at += 8) {
            s.take(word(message, at, 8));
        }
        s.take(word(message, whole, length - whole) | (long) length << 56);
        return s.finish();
    }

    private static long word(Bytes message, int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (message.at(from + i) & 0xffL) << 8 * i;
        }
        return word;
    }

    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void take(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
