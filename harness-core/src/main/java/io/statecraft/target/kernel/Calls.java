package io.statecraft.target.kernel;

import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.util.Map;
import java.util.function.Function;

/** A family of system calls that scenarios can make. */
interface Calls {

    /** What makes a call of an invocation, by the function's name. */
    Map<String, Function<Invocation, SystemCall>> byName();

    /** The argument at {@code index}, of an invocation that has to have {@code count} of them. */
    static Expression argument(Invocation call, int index, int count) {
        requireCount(call, count, count);
        return call.arguments().get(index);
    }

    /** Sees to it that an invocation has as many arguments as the function takes. */
    static void requireCount(Invocation call, int least, int most) {
        int count = call.arguments().size();
        if (count < least || count > most) {
            throw new UnknownCallException(call.function() + " takes " + (least == most ? "" : least + " to ") + most
                    + " arguments, not " + count);
        }
    }

    /** The scenario's descriptor that is the first argument. */
    static int descriptor(Invocation call) {
        return Operands.integer(call.arguments().get(0));
    }
}
