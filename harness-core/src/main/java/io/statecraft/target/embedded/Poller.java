package io.statecraft.target.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** An epoll instance. */
final class Poller {
    private final Map<Integer, Interest> interests = new LinkedHashMap<>();

    /** What a descriptor is watched for; {@code last} is what edge-triggered watching has told. */
    record Interest(long events, long last) {}

    Map<Integer, Interest> interests() {
        return interests;
    }
}
