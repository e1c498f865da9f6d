package io.statecraft.target.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** An epoll instance. */
final class Poller {
    private final Map<Integer, Interest> interests = new LinkedHashMap<>();

    /**
     * What a descriptor is watched for.
     *
     * @param events that it is watched for; 0 once a single event was told that was to be the only one
     * @param last what edge-triggered watching has told
     * @param news what had happened then, as {@link Socket#news} counts it
     */
    record Interest(long events, long last, long news) {}

    Map<Integer, Interest> interests() {
        return interests;
    }
}
