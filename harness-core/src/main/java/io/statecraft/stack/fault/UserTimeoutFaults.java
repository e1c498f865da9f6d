package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.SECOND;
import static io.statecraft.stack.fault.Seeds.configuring;
import static io.statecraft.stack.fault.Seeds.misreading;
import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.stack.fault.Seeds.waiting;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Alarm;
import io.statecraft.stack.Fault;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Setting;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.Unknown;
import io.statecraft.wire.TcpOption.UserTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The user timeout option: RFC 5482. */
final class UserTimeoutFaults {
    private static final UserTimeout ZERO = new UserTimeout(false, 0);
    private static final List<TcpOption> NOTHING =
            List.of(new NoOperation(), new NoOperation(), new NoOperation(), new NoOperation());

    private UserTimeoutFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "user-timeout/three-octets",
                        "The user timeout option has three octets.",
                        sending(s -> replaced(
                                s, option -> List.of(new Unknown(option.kind(), Bytes.zeros(1)), new NoOperation()))),
                        "RFC5482-1"),
                SeededFault.of(
                        "user-timeout/zero-told",
                        "The user timeout option tells a timeout of zero.",
                        sending(s -> replaced(s, option -> List.of(ZERO))),
                        "RFC5482-5"),
                SeededFault.of(
                        "user-timeout/zero-taken",
                        "A user timeout option of zero is taken for one of an hour.",
                        misreading(s -> replaced(
                                s, option -> List.of(option.value() == 0 ? new UserTimeout(true, 60) : option))),
                        "RFC5482-5"),
                SeededFault.of(
                        "user-timeout/told-only-by-syn",
                        "No segment but a SYN tells the peer the user timeout.",
                        sending(s -> s.has(SYN) ? s : replaced(s, option -> NOTHING)),
                        "RFC5482-6"),
                SeededFault.of(
                        "user-timeout/wish-ignored",
                        "The user timeout that the peer asks for is not adopted.",
                        misreading(s -> replaced(s, option -> NOTHING)),
                        "RFC5482-2"),
                SeededFault.of(
                        "user-timeout/minutes-are-seconds",
                        "The granularity of a user timeout that comes is not looked at.",
                        misreading(s -> replaced(s, option -> List.of(new UserTimeout(false, option.value())))),
                        "RFC5482-1",
                        "RFC5482-2"),
                SeededFault.of(
                        "user-timeout/no-lower-limit",
                        "However short a user timeout is that the peer asks for, it is adopted.",
                        profile(p -> p.with(Setting.USER_TIMEOUT_LEAST, 0)),
                        "RFC5482-4"),
                SeededFault.of(
                        "user-timeout/no-upper-limit",
                        "However long a user timeout is that the peer asks for, it is adopted.",
                        profile(p -> p.with(Setting.USER_TIMEOUT_MOST, 1_000_000 * SECOND)),
                        "RFC5482-2"),
                SeededFault.of(
                        "user-timeout/taken-by-default",
                        "The peer's user timeout is adopted although nobody has asked for the option.",
                        AlwaysOn::new,
                        "RFC5482-3"),
                SeededFault.of(
                        "user-timeout/overrules-the-user",
                        "The peer's wish counts although the user has set a user timeout.",
                        configuring(options -> options.userTimeoutIsSet(false)),
                        "RFC5482-3"),
                SeededFault.of(
                        "user-timeout/keep-alive-first",
                        "Keep-alives begin before the user timeout that was adopted.",
                        waiting(Set.of(Alarm.KEEP_ALIVE), right -> Math.min(right, 10 * SECOND)),
                        "RFC5482-7"));
    }

    /** Takes the option at any time, and tells nobody. */
    private static final class AlwaysOn implements Fault {
        @Override
        public Profile profile(Profile right) {
            return right.with(Setting.USER_TIMEOUT_OPTION, 1);
        }

        @Override
        public Segment emit(Segment segment) {
            return replaced(segment, option -> List.of());
        }
    }

    private static Segment replaced(Segment s, Function<UserTimeout, List<TcpOption>> by) {
        if (s.option(UserTimeout.class) == null) {
            return s;
        }
        List<TcpOption> options = new ArrayList<>();
        for (TcpOption option : s.options()) {
            options.addAll(option instanceof UserTimeout timeout ? by.apply(timeout) : List.of(option));
        }
        return s.withOptions(options);
    }
}
