package io.statecraft.stack;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named profiles. */
public final class Profiles {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    /** RFC 9293 with RFC 5961, 6298, 7323 and nothing else. */
    public static final Profile RFC9293 = Profile.standard("rfc9293");

    /** How Linux behaves as far as a peer and a user can see. */
    public static final Profile LINUX = linux();

    /** How FreeBSD behaves as far as a peer and a user can see. */
    public static final Profile FREEBSD = freebsd();

    private Profiles() {}

    /** All of them. */
    public static List<Profile> all() {
        return List.of(RFC9293, LINUX, FREEBSD);
    }

    /** The profile called {@code name}. */
    public static Optional<Profile> named(String name) {
        return all().stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    private static Profile linux() {
        return Profile.standard("linux")
                .with(new Manner(
                        OptionOrder.LINUX,
                        Nagle.ONE_SMALL_SEGMENT,
                        WindowPolicy.LINUX,
                        Manner.Push.END_OF_WRITE_OR_TRAIN))
                .with(Choice.SYN_IN_SYN_RECEIVED, Answer.RESET)
                .with(Choice.SYN_AGAIN_IN_SYN_RECEIVED, Answer.RESEND)
                .with(Choice.BAD_ACK_OF_UNACCEPTABLE_IN_SYN_RECEIVED, Answer.RESET)
                .with(Choice.SYN_IN_TIME_WAIT, Answer.ACT)
                .with(Choice.MISSING_TIMESTAMP, Answer.ACT)
                .with(Choice.TIMESTAMP_WITH_BAD_ACK, Answer.IGNORE)
                .with(Choice.SOFT_ERROR_IN_HANDSHAKE, Answer.ACT)
                .with(Map.ofEntries(
                        Map.entry(Setting.MSL, 30 * SECOND), // TIME-WAIT is 60 s
                        Map.entry(Setting.RECEIVE_BUFFER, 131_072L),
                        Map.entry(Setting.SEND_BUFFER, 87_040L),
                        Map.entry(Setting.MAX_BUFFER, 6_291_456L),
                        Map.entry(Setting.SACK, 1L),
                        Map.entry(Setting.DUPLICATE_SACK, 1L),
                        Map.entry(Setting.DELAYED_ACK, 40 * MILLI),
                        Map.entry(Setting.QUICK_ACKS, 16L),
                        Map.entry(Setting.RTO_MIN, 200 * MILLI),
                        Map.entry(Setting.RTO_MAX, 120 * SECOND),
                        Map.entry(Setting.RTO_AFTER_SYN_LOSS_THOUGH_MEASURED, 0L),
                        Map.entry(Setting.RTO_MIN_BEYOND_SRTT, 1L),
                        Map.entry(Setting.CONGESTION_CONTROL, 2L),
                        Map.entry(Setting.HYBRID_SLOW_START, 1L),
                        Map.entry(Setting.WHOLE_SEGMENT_WINDOWS, 1L),
                        Map.entry(Setting.SLOW_START_LIMIT, 0L),
                        Map.entry(Setting.RATE_REDUCTION, 1L),
                        Map.entry(Setting.RACK, 1L),
                        Map.entry(Setting.TAIL_LOSS_PROBE, 1L),
                        Map.entry(Setting.SPURIOUS_TIMEOUTS, 1L),
                        Map.entry(Setting.UNDO, 1L),
                        Map.entry(Setting.SACKS_OUTLAST_TIMEOUT, 1L),
                        Map.entry(Setting.LEAST_TRAIN, 2L),
                        Map.entry(Setting.PIECE_COST, 1280L),
                        Map.entry(Setting.FAST_OPEN_KEEPS_TRYING, 1L),
                        Map.entry(Setting.FAST_OPEN_FAILURE_MEMORY, 0L),
                        Map.entry(Setting.TEXT_OF_SYN_GOES_AGAIN, 1L),
                        Map.entry(Setting.OFFER_PATH_MTU, 1L),
                        Map.entry(Setting.ALL_OPTION_SPACE_WITH_SYN_TEXT, 1L),
                        Map.entry(Setting.RETRIES, 15L),
                        Map.entry(Setting.SYN_RETRIES, 6L),
                        Map.entry(Setting.CONNECT_TIMEOUT, 0L),
                        Map.entry(Setting.USER_TIMEOUT, 0L),
                        Map.entry(Setting.PROBE_MAX, 120 * SECOND),
                        Map.entry(Setting.PROBE_OCTETS, 0L),
                        Map.entry(Setting.CORK_LIMIT, 200 * MILLI),
                        Map.entry(Setting.FIN_WAIT_2_TIMEOUT, 60 * SECOND),
                        Map.entry(Setting.CHALLENGES, 1L),
                        Map.entry(Setting.CHALLENGE_SPAN, 500 * MILLI),
                        Map.entry(Setting.MAX_BACKLOG, 4096L),
                        Map.entry(Setting.FIRST_EPHEMERAL_PORT, 32_768L)));
    }

    private static Profile freebsd() {
        return Profile.standard("freebsd")
                .with(new Manner(OptionOrder.BSD, Nagle.UNTIL_IDLE, WindowPolicy.BSD, Manner.Push.EMPTY_BUFFER))
                .with(Choice.WINDOW_EDGE, Answer.ACT)
                .with(Choice.SYN_IN_SYN_RECEIVED, Answer.RESEND)
                .with(Choice.SYN_AGAIN_IN_SYN_RECEIVED, Answer.RESEND)
                .with(Choice.SYN_IN_TIME_WAIT, Answer.ACT)
                .with(Choice.SYN_AT_RCV_NXT_IN_TIME_WAIT, Answer.IGNORE)
                .with(Choice.OLD_SYN_IN_TIME_WAIT, Answer.IGNORE)
                .with(Choice.NO_ACK_IN_TIME_WAIT, Answer.IGNORE)
                .with(Choice.ACK_IN_TIME_WAIT, Answer.CHALLENGE)
                .with(Choice.RST_IN_TIME_WAIT, Answer.IGNORE)
                .with(Choice.SYN_ACK_IN_LISTEN, Answer.IGNORE)
                .with(Choice.CLOSE_WITH_UNREAD_TEXT, Answer.ACT)
                .with(Map.ofEntries(
                        Map.entry(Setting.MSL, 30 * SECOND),
                        Map.entry(Setting.RECEIVE_BUFFER, 65_536L),
                        Map.entry(Setting.SEND_BUFFER, 32_768L),
                        Map.entry(Setting.MAX_BUFFER, 2_097_152L),
                        Map.entry(Setting.WHOLE_SEGMENT_BUFFER, 1L),
                        Map.entry(Setting.ROOM_BEYOND_FIELD, 1L),
                        Map.entry(Setting.SACK, 1L),
                        Map.entry(Setting.DUPLICATE_SACK, 1L),
                        Map.entry(Setting.LOST_RETRANSMISSIONS, 1L),
                        Map.entry(Setting.PARTIAL_ACK_RESENDS, 1L),
                        Map.entry(Setting.TIMESTAMP_ON_RESET, 0L),
                        Map.entry(Setting.WINDOW_ON_RESET, 0L),
                        Map.entry(Setting.DELAYED_ACK, 40 * MILLI),
                        Map.entry(Setting.RTO_MIN, 30 * MILLI),
                        Map.entry(Setting.RTO_MAX, 64 * SECOND),
                        Map.entry(Setting.RTO_SLOP, 200 * MILLI),
                        Map.entry(Setting.RTO_AFTER_SYN_LOSS, SECOND),
                        Map.entry(Setting.RETRIES, 12L),
                        Map.entry(Setting.SYN_ACK_RETRIES, 3L),
                        Map.entry(Setting.CONNECT_TIMEOUT, 75 * SECOND),
                        Map.entry(Setting.USER_TIMEOUT, 0L),
                        Map.entry(Setting.SLOW_START_LIMIT, 2L),
                        Map.entry(Setting.PROBE_MIN, 5 * SECOND),
                        Map.entry(Setting.FIN_BEYOND_WINDOW, 1L),
                        Map.entry(Setting.FIN_WITH_ACK, 1L),
                        Map.entry(Setting.HOP_LIMIT_ERROR_IS_HARD, 1L),
                        Map.entry(Setting.REFUSE_AS_BOUND, 1L),
                        Map.entry(Setting.SYN_COOKIES, 1L),
                        Map.entry(Setting.ECN, 2L),
                        Map.entry(Setting.ECN_WHERE_NOT_OFFERED, 1L),
                        Map.entry(Setting.PATH_MTU_AGE, 0L),
                        Map.entry(Setting.OFFER_PATH_MTU, 1L),
                        Map.entry(Setting.ALWAYS_KEEP_ALIVE, 1L),
                        Map.entry(Setting.KEEP_ALIVE_COUNT, 8L),
                        Map.entry(Setting.FIN_WAIT_2_TIMEOUT, 600 * SECOND),
                        Map.entry(Setting.CHALLENGES, 5L),
                        Map.entry(Setting.CHALLENGE_SPAN, SECOND)));
    }
}
