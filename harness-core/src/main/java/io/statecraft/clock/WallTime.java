package io.statecraft.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the calendar says: for reports and expiry dates, never for a judgement. */
public final class WallTime {
    private WallTime() {}

    /** Now. */
    public static Instant now() {
        return Instant.now();
    }

    /** Today, in UTC. */
    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
