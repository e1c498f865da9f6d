package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The kernel's {@code struct tcp_md5sig}: a scenario says {@code setsockopt(fd, IPPROTO_TCP, TCP_MD5SIG, [1], 4)}, and means the key of its
 * {@code --tcp_md5_secret} for the harness's address; {@code [0]} takes it back.
 *
 * @param secret the key; empty: the scenario has none
 * @param peers whose remote address it is for
 */
record SignatureKey(Optional<String> secret, Peers peers) {
    /** IPPROTO_TCP and TCP_MD5SIG. */
    private static final int LEVEL = 6;

    private static final int OPTION = 14;

    // Offsets, in octets: the address is a sockaddr_storage.
    private static final int KEY_LENGTH = 130;
    private static final int KEY = 136;
    private static final int LARGEST_KEY = 80;

    /** The structure's size. */
    static final int SIZE = 216;

    /** Whether a call to set an option by a number of {@code length} octets is one of these. */
    boolean means(int level, int option, int length) {
        return level == LEVEL && option == OPTION && length == Integer.BYTES && secret.isPresent();
    }

    /** The structure for a socket of an address family; with {@code on}, the key is added. */
    NativeMemory structure(int domain, boolean on) {
        NativeMemory memory = NativeMemory.allocate(SIZE);
        memory.clear(0, SIZE);
        peers.remote().put(memory, 0, domain);
        byte[] key = secret.orElseThrow().getBytes(StandardCharsets.UTF_8);
        int length = on ? Math.min(key.length, LARGEST_KEY) : 0;
        memory.bytes().putShort(KEY_LENGTH, (short) length);
        for (int i = 0; i < length; i++) {
            memory.bytes().put(KEY + i, key[i]);
        }
        return memory;
    }
}
