package io.statecraft.target.embedded;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** All socket options of the embedded stack, by the numbers that each system gives them. */
final class SocketOptions {
    private static final Map<Personality, Map<Long, SocketOption>> BY_NUMBER = new EnumMap<>(Personality.class);

    static {
        List<SocketOption> all = Stream.of(SocketLevelOptions.ALL, TcpLevelOptions.ALL, IpLevelOptions.ALL)
                .flatMap(List::stream)
                .toList();
        for (Personality personality : Personality.values()) {
            BY_NUMBER.put(personality, byNumber(personality.symbols(), all));
        }
    }

    private SocketOptions() {}

    /** The option with these numbers; null if there is none. */
    static SocketOption find(Personality personality, int level, int name) {
        return BY_NUMBER.get(personality).get(key(level, name));
    }

    private static Map<Long, SocketOption> byNumber(SymbolTable symbols, List<SocketOption> options) {
        Map<Long, SocketOption> known = new HashMap<>();
        for (SocketOption option : options) {
            OptionalLong level = symbols.valueOf(option.level());
            OptionalLong name = symbols.valueOf(option.symbol());
            if (level.isPresent() && name.isPresent()) {
                known.put(key(level.getAsLong(), name.getAsLong()), option);
            }
        }
        return Map.copyOf(known);
    }

    private static long key(long level, long name) {
        return level << Integer.SIZE | name;
    }
}
