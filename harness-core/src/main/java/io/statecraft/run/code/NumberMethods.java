package io.statecraft.run.code;

import java.util.Map;

/** The methods of numbers. */
final class NumberMethods {
    private static final Map<String, MethodBody<Value>> OF_INTEGERS = Map.of(
            "bit_length",
                    (self, a, run) -> {
                        a.expect("int.bit_length", 0, 0);
                        return Value.of(Numbers.whole(self).orElseThrow().abs().bitLength());
                    },
            "bit_count",
                    (self, a, run) -> {
                        a.expect("int.bit_count", 0, 0);
                        return Value.of(Numbers.whole(self).orElseThrow().abs().bitCount());
                    });

    private static final Map<String, MethodBody<Value>> OF_FLOATS = Map.of("is_integer", (self, a, run) -> {
        a.expect("float.is_integer", 0, 0);
        double number = Numbers.real(self);
        return Value.of(!Double.isInfinite(number) && number == Math.rint(number));
    });

    /** By the name of the type. */
    static final Map<String, Map<String, MethodBody<Value>>> TABLES = Map.of("int", OF_INTEGERS, "float", OF_FLOATS);

    private NumberMethods() {}
}
