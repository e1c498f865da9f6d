/**
 * The code blocks of scripts, {@code %{ assert tcpi_snd_cwnd == 10 }%}: the part of Python that they use, evaluated here.
 *
 * <ul>
 *   <li>{@link io.statecraft.run.code.CodeBlock}: a block, parsed
 *   <li>{@link io.statecraft.run.code.CodeRun}: the blocks of one scenario, which share their variables
 *   <li>{@link io.statecraft.run.code.CodeResult}: passed, failed with the values that made it fail, or not supported
 *   <li>{@link io.statecraft.run.code.Constants}: the numbers behind names such as {@code TCP_ESTABLISHED}; {@link
 *       io.statecraft.run.code.KernelConstants} has those of Linux and FreeBSD
 *   <li>{@link io.statecraft.run.code.PythonProgram}: the same blocks as a program for python3
 * </ul>
 *
 * <p>Inside: {@code Lexer}, {@code StatementParser} and {@code ExpressionParser} make {@code Stmt} and {@code Expr}; {@code
 * Executor} and {@code Evaluator} run them over {@code Value}; {@code Budget} bounds what a script may compute. Three things
 * may come of a block, and three exceptions stand for them until they reach the surface: {@code CodeSyntaxError}, {@code
 * PythonError} and {@code UnsupportedCode}. Where we know that Python would do something else than we could, we say that it is
 * not supported; only the order of a set's members is ours.
 */
package io.statecraft.run.code;
