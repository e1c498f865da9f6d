package io.statecraft.run.code;

import java.util.Optional;

/**
 * A parameter of a function.
 *
 * @param otherwise its default, which is evaluated where the function is defined
 */
record Parameter(String name, Optional<Expr> otherwise) {}
