package io.statecraft.run.code;

/**
 * A method of a type of Python's.
 *
 * @param <T> the type
 */
@FunctionalInterface
interface MethodBody<T extends Value> {
    Value call(T self, Arguments arguments, Interpreter interpreter);
}
