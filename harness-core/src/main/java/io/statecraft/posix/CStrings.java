package io.statecraft.posix;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings for the C library: each with a final zero, and an array of their addresses that ends with a zero. */
final class CStrings {
    private final NativeMemory memory;

    /** The given strings, in UTF-8. */
    CStrings(List<String> strings) {
        List<byte[]> encoded =
                strings.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
        int table = 8 * (strings.size() + 1);
        int size = table + encoded.stream().mapToInt(s -> s.length + 1).sum();
        memory = NativeMemory.allocate(size);
        int at = table;
        for (int i = 0; i < encoded.size(); i++) {
            memory.bytes().putLong(8 * i, memory.address(at)).put(at, encoded.get(i));
            at += encoded.get(i).length + 1;
        }
    }

    /** Of the array of addresses. */
    long address() {
        return memory.address();
    }

    /** Of one string. */
    long address(int index) {
        return memory.bytes().getLong(8 * index);
    }
}
