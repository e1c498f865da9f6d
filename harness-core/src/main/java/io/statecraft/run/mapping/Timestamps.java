package io.statecraft.run.mapping;

import io.statecraft.wire.TcpOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The timestamp values that a script gave to the target, and those that the target really sent (RFC 7323 section 3.2). */
final class Timestamps {
    private final Map<Integer, Integer> liveByScript = new HashMap<>();
    private boolean any;
    private int firstScript;
    private int firstLive;

    /** The target sent {@code live} where the script says {@code script}. */
    void saw(int script, int live) {
        liveByScript.put(script, live);
        if (!any) {
            any = true;
            firstScript = script;
            firstLive = live;
        }
    }

    /**
     * What the target must be echoed for a script's number.
     *
     * @param scaled whether a number that the target was never expected to send may be inferred from the first pair
     */
    OptionalInt liveOf(int script, boolean scaled) {
        Integer live = liveByScript.get(script);
        if (live != null) {
            return OptionalInt.of(live);
        }
        return scaled && any ? OptionalInt.of(firstLive + (script - firstScript)) : OptionalInt.empty();
    }

    /** What the script would have written for a value that the target sent. */
    int scriptOf(int live) {
        return any ? firstScript + (live - firstLive) : live;
    }

    /** The options of a packet of the target, with the values that the script would have written. */
    List<TcpOption> inScript(List<TcpOption> live) {
        return live.stream()
                .map(option -> option instanceof TcpOption.Timestamps ts
                        ? new TcpOption.Timestamps(scriptOf(ts.value()), ts.echoReply())
                        : option)
                .toList();
    }
}
