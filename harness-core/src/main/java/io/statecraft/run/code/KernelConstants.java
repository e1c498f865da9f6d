package io.statecraft.run.code;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The constants that go with {@code TCP_INFO} on Linux and on FreeBSD. Both spellings of the states are known on both, so that a
 * script written for one can be asked of the other.
 */
public final class KernelConstants {
    private static final Map<String, Long> LINUX_STATES = Map.ofEntries(
            entry("TCP_ESTABLISHED", 1L),
            entry("TCP_SYN_SENT", 2L),
            entry("TCP_SYN_RECV", 3L),
            entry("TCP_FIN_WAIT1", 4L),
            entry("TCP_FIN_WAIT2", 5L),
            entry("TCP_TIME_WAIT", 6L),
            entry("TCP_CLOSE", 7L),
            entry("TCP_CLOSE_WAIT", 8L),
            entry("TCP_LAST_ACK", 9L),
            entry("TCP_LISTEN", 10L),
            entry("TCP_CLOSING", 11L),
            entry("TCP_NEW_SYN_RECV", 12L));

    private static final Map<String, Long> FREEBSD_STATES = Map.ofEntries(
            entry("TCPI_CLOSED", 0L),
            entry("TCPI_LISTEN", 1L),
            entry("TCPI_SYN_SENT", 2L),
            entry("TCPI_SYN_RECEIVED", 3L),
            entry("TCPI_ESTABLISHED", 4L),
            entry("TCPI_CLOSE_WAIT", 5L),
            entry("TCPI_FIN_WAIT_1", 6L),
            entry("TCPI_CLOSING", 7L),
            entry("TCPI_LAST_ACK", 8L),
            entry("TCPI_FIN_WAIT_2", 9L),
            entry("TCPI_TIME_WAIT", 10L));

    /** FreeBSD's name of a state, and Linux's. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            entry("TCPI_CLOSED", "TCP_CLOSE"),
            entry("TCPI_LISTEN", "TCP_LISTEN"),
            entry("TCPI_SYN_SENT", "TCP_SYN_SENT"),
            entry("TCPI_SYN_RECEIVED", "TCP_SYN_RECV"),
            entry("TCPI_ESTABLISHED", "TCP_ESTABLISHED"),
            entry("TCPI_CLOSE_WAIT", "TCP_CLOSE_WAIT"),
            entry("TCPI_FIN_WAIT_1", "TCP_FIN_WAIT1"),
            entry("TCPI_CLOSING", "TCP_CLOSING"),
            entry("TCPI_LAST_ACK", "TCP_LAST_ACK"),
            entry("TCPI_FIN_WAIT_2", "TCP_FIN_WAIT2"),
            entry("TCPI_TIME_WAIT", "TCP_TIME_WAIT"));

    /** The first four bits of {@code tcpi_options} mean the same on both. */
    private static final Map<String, Long> OPTIONS =
            Map.of("TCPI_OPT_TIMESTAMPS", 1L, "TCPI_OPT_SACK", 2L, "TCPI_OPT_WSCALE", 4L, "TCPI_OPT_ECN", 8L);

    private static final Map<String, Long> LINUX_OPTIONS = Map.of(
            "TCPI_OPT_ECN_SEEN", 16L, "TCPI_OPT_SYN_DATA", 32L, "TCPI_OPT_USEC_TS", 64L, "TCPI_OPT_TFO_CHILD", 128L);

    private static final Map<String, Long> FREEBSD_OPTIONS =
            Map.of("TCPI_OPT_TOE", 16L, "TCPI_OPT_TFO", 32L, "TCPI_OPT_ACE", 64L);

    private static final Map<String, Long> CONGESTION = Map.of(
            "TCP_CA_Open", 0L, "TCP_CA_Disorder", 1L, "TCP_CA_CWR", 2L, "TCP_CA_Recovery", 3L, "TCP_CA_Loss", 4L);

    private static final Map<String, Long> LINUX_TABLE = linuxTable();
    private static final Map<String, Long> FREEBSD_TABLE = freebsdTable();

    /** Linux's: {@code TCP_ESTABLISHED} is 1. */
    public static final Constants LINUX = name -> find(LINUX_TABLE, name);

    /** FreeBSD's: {@code TCPI_ESTABLISHED} is 4. */
    public static final Constants FREEBSD = name -> find(FREEBSD_TABLE, name);

    private KernelConstants() {}

    private static OptionalLong find(Map<String, Long> table, String name) {
        Long value = table.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Map<String, Long> linuxTable() {
        Map<String, Long> table = new HashMap<>(LINUX_STATES);
        SPELLINGS.forEach((freebsd, linux) -> table.put(freebsd, LINUX_STATES.get(linux)));
        table.putAll(OPTIONS);
        table.putAll(LINUX_OPTIONS);
        table.putAll(CONGESTION);
        return Map.copyOf(table);
    }

    private static Map<String, Long> freebsdTable() {
        Map<String, Long> table = new HashMap<>(FREEBSD_STATES);
        SPELLINGS.forEach((freebsd, linux) -> table.put(linux, FREEBSD_STATES.get(freebsd)));
        table.putAll(OPTIONS);
        table.putAll(FREEBSD_OPTIONS);
        return Map.copyOf(table);
    }
}
