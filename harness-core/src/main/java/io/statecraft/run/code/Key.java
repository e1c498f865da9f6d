package io.statecraft.run.code;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A value as a key of a dict or a member of a set: equal as Python's values are, so that {@code 1}, {@code 1.0} and {@code True}
 * are one key.
 *
 * @param normal of equal values the same
 */
record Key(Object normal) {

    /**
     * The key that a value is.
     *
     * @throws PythonError if it can change, and so is none
     */
    static Key of(Value value, Budget budget) {
        return new Key(normal(value, budget));
    }

    private static Object normal(Value value, Budget budget) {
        if (value instanceof Value.Bool bool) {
            return bool.asInt().number();
        }
        if (value instanceof Value.Int number) {
            return number.number();
        }
        if (value instanceof Value.Float number) {
            return normal(number.number());
        }
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof Value.Tuple tuple) {
            budget.enter();
            List<Object> members = new ArrayList<>();
            for (Value member : tuple.members()) {
                budget.spend(1);
                members.add(normal(member, budget));
            }
            budget.leave();
            return members;
        }
        boolean changes = value instanceof Value.Items || value instanceof Value.Dict || value instanceof Value.Members;
        if (changes || value instanceof Value.Slice) {
            throw PythonError.type("unhashable type: '" + value.type() + "'");
        }
        if (value instanceof Value.None || value instanceof Value.Builtin) {
            return value;
        }
        throw new UnsupportedCode("a " + value.type() + " as a key");
    }

    private static Object normal(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return number;
        }
        return number == Math.rint(number) ? new BigDecimal(number).toBigInteger() : (Object) number;
    }
}
