package io.statecraft.target.kernel;

import io.statecraft.posix.Capabilities;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code cap_set(SET, CAPABILITY, CAP_SET|CAP_CLEAR)}: what the thread that makes the scenario's calls may do.
 *
 * <p>The thread plays other scenarios afterwards, and nobody gets a permitted capability back. So those that a scenario takes out of
 * the permitted set are only remembered: whoever wants them again is refused, as the kernel would.
 */
final class CapabilityCalls implements Calls, AutoCloseable {
    private static final int EFFECTIVE = 0;
    private static final int PERMITTED = 1;
    private static final int INHERITABLE = 2;
    private static final int EPERM = 1;
    private static final int EINVAL = 22;
    private static final int LAST = 63;

    private Capabilities original;
    private long given;

    @Override
    public Map<String, Function<Invocation, SystemCall>> byName() {
        return Map.of("cap_set", this::capSet);
    }

    private SystemCall capSet(Invocation call) {
        List<Expression> arguments = call.arguments();
        int set = Operands.integer(Calls.argument(call, 0, 3));
        int capability = Operands.integer(arguments.get(1));
        int value = Operands.integer(arguments.get(2));
        if (value != 0 && value != 1) {
            throw new UnknownCallException("cap_set sets (CAP_SET) or clears (CAP_CLEAR), and does not do " + value);
        }
        return SystemCall.of(
                () -> capability < 0 || capability > LAST ? -EINVAL : change(set, 1L << capability, value == 1));
    }

    private int change(int set, long bit, boolean on) {
        Capabilities now = Capabilities.get();
        if (original == null) {
            original = now;
        }
        if (on && (given & bit) != 0) {
            return -EPERM;
        }
        return switch (set) {
            case EFFECTIVE ->
                new Capabilities(with(now.effective(), bit, on), now.permitted(), now.inheritable()).apply();
            case INHERITABLE ->
                new Capabilities(now.effective(), now.permitted(), with(now.inheritable(), bit, on)).apply();
            case PERMITTED -> {
                boolean has = (now.permitted() & bit) != 0;
                if (on ? !has : (now.effective() & bit) != 0) {
                    yield -EPERM; // what is effective is permitted
                }
                given = on ? given : given | bit;
                yield 0;
            }
            default -> -EINVAL;
        };
    }

    private static long with(long set, long bit, boolean on) {
        return on ? set | bit : set & ~bit;
    }

    /** Gives the thread back what it had. */
    @Override
    public void close() {
        if (original != null) {
            original.apply();
        }
    }
}
