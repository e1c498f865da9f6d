package io.statecraft.clock;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * How long this machine has let somebody wait for a processor, as Linux counts it (pressure stall information). Where others compete
 * with the harness and the target, a packet can be late without either's fault; how much of its lateness that explains is bounded by
 * this.
 */
public final class CpuPressure {
    private static final String FILE = "/proc/pressure/cpu";
    private static final String TOTAL = "total=";
    private static final long MICROSECOND = 1_000;

    private CpuPressure() {}

    /** Nanoseconds in which some task waited, since the machine was started; 0 where nobody counts. */
    public static long waited() {
        byte[] text = new byte[256];
        try (RandomAccessFile file = new RandomAccessFile(FILE, "r")) {
            int length = file.read(text);
            return length < 0 ? 0 : total(new String(text, 0, length, StandardCharsets.US_ASCII)) * MICROSECOND;
        } catch (IOException notCounted) {
            return 0;
        }
    }

    /** The first total, in microseconds: that of the line {@code some}. */
    static long total(String text) {
        int at = text.indexOf(TOTAL);
        int end = at < 0 ? -1 : text.indexOf('\n', at);
        if (end < 0) {
            return 0;
        }
        try {
            return Long.parseLong(text.substring(at + TOTAL.length(), end).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
