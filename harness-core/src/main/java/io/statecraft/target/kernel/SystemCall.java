package io.statecraft.target.kernel;

import io.statecraft.scenario.Expression;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * A call whose arguments are in place.
 *
 * @param make makes it, on whichever thread: the kernel's result, or the negative error number
 * @param blockMark the kernel call's first argument, by which a thread that waits in it is recognised
 * @param mayBlock whether it may have to wait, as things are now
 * @param closes whether no process may be started meanwhile, which would hold a copy of what it closes
 * @param outputs what it wrote, by argument, given its result; on the target's thread
 * @param completed books what it did, given its result; gives the result to report; on the target's thread
 */
record SystemCall(
        LongSupplier make,
        long blockMark,
        BooleanSupplier mayBlock,
        boolean closes,
        LongFunction<Map<Integer, Expression>> outputs,
        LongUnaryOperator completed) {

    /** A call that never waits, writes nothing, and changes nothing that we keep book of. */
    static SystemCall of(LongSupplier make) {
        return new SystemCall(make, -1, () -> false, false, result -> Map.of(), result -> result);
    }

    /** This call, which may have to wait. */
    SystemCall blocking(long mark, BooleanSupplier condition) {
        return new SystemCall(make, mark, condition, closes, outputs, completed);
    }

    /** This call, which closes something. */
    SystemCall closing() {
        return new SystemCall(make, blockMark, mayBlock, true, outputs, completed);
    }

    /** This call, which writes. */
    SystemCall writing(LongFunction<Map<Integer, Expression>> function) {
        return new SystemCall(make, blockMark, mayBlock, closes, function, completed);
    }

    /** This call, which changes what we keep book of. */
    SystemCall then(LongUnaryOperator function) {
        return new SystemCall(make, blockMark, mayBlock, closes, outputs, function);
    }
}
