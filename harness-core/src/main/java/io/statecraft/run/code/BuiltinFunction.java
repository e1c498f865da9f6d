package io.statecraft.run.code;

/** A function of Python's own. */
@FunctionalInterface
interface BuiltinFunction {
    Value call(Arguments arguments, Interpreter interpreter);
}
