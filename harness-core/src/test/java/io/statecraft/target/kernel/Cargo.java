package io.statecraft.target.kernel;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Octets that are hard to confuse, some millions of them, and how they are known to have arrived. */
final class Cargo {
    private static final int BLOCK = 1 << 16;

    /** So many octets are found nowhere else: less than any segment has. */
    private static final int UNIQUE = 256;

    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer numbered = ByteBuffer.wrap(block);
    private final ByteBuffer rest = ByteBuffer.wrap(block).limit(0);
    private final MessageDigest digest = newDigest();
    private long left;

    Cargo(long size, long seed) {
        left = size;
        new SplittableRandom(seed).nextBytes(block);
    }

    /** What is to be sent next: not empty unless everything has been. The caller moves the position past what it has sent. */
    ByteBuffer next() {
        if (!rest.hasRemaining() && left > 0) {
            for (int i = 0; i < BLOCK; i += UNIQUE) {
                numbered.putLong(i, left); // to draw all of them anew would take as long as to send them
            }
            int length = (int) Math.min(BLOCK, left);
            left -= length;
            rest.position(0).limit(length);
            digest.update(block, 0, length);
        }
        return rest;
    }

    boolean isSent() {
        return left == 0 && !rest.hasRemaining();
    }

    /** SHA-256 of everything. */
    static String digestOf(long size, long seed) {
        Cargo cargo = new Cargo(size, seed);
        while (!cargo.isSent()) {
            cargo.next().position(cargo.next().limit());
        }
        return HexFormat.of().formatHex(cargo.digest.digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
