package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Result;
import java.util.Map;
import java.util.Optional;

/** A call that is tried, and tried again whenever something has changed, until it can return. */
@FunctionalInterface
interface Attempt {

    /** What the call returns; null as long as it has to wait. */
    Result make();

    /** A call that returns {@code value}. */
    static Result done(long value) {
        return new Result(value, Optional.empty(), Map.of());
    }

    /** A call that returns {@code value} and writes into an argument. */
    static Result done(long value, int index, Expression output) {
        return new Result(value, Optional.empty(), Map.of(index, output));
    }

    /** A call that fails. */
    static Result failed(String errno) {
        return new Result(-1, Optional.of(errno), Map.of());
    }
}
