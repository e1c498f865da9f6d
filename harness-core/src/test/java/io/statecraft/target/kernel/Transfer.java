package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import java.util.Locale;

/**
 * What one side of a transfer saw: the client sends its cargo and half-closes; then the server sends as much and closes; then the client
 * closes.
 *
 * @param digest SHA-256 of what arrived, hexadecimal
 * @param begun when it began to receive, nanoseconds
 * @param ended when the other side's FIN was there
 * @param lastState what became of the connection in the end
 */
record Transfer(String digest, long begun, long ended, String lastState) {
    static final int PORT = 8080;
    static final long CLIENT_SEED = 1;
    static final long SERVER_SEED = 2;

    /** Octets a second. */
    static double goodput(long size, long begun, long ended) {
        return size * 1e9 / Math.max(1, ended - begun);
    }

    static String megabytes(double octetsPerSecond) {
        return String.format(Locale.ROOT, "%.1f MB/s", octetsPerSecond / 1e6);
    }

    /** Takes the times. */
    static final class Watch {
        private final Clock clock;
        private long begun = -1;
        private long ended;

        Watch(Clock clock) {
            this.clock = clock;
        }

        void received() {
            if (begun < 0) {
                begun = clock.now();
            }
        }

        void end() {
            ended = clock.now();
        }

        long begun() {
            return begun;
        }

        long ended() {
            return ended;
        }
    }
}
