/**
 * The code blocks of scripts, {@code %{ assert tcpi_snd_cwnd == 10 }%}: the part of Python that they use, evaluated here.
 *
 * <ul>
 *   <li>{@link io.statecraft.run.code.CodeBlock}: a block, parsed
 *   <li>{@link io.statecraft.run.code.CodeRun}: the blocks of one scenario, which share their variables
 *   <li>{@link io.statecraft.run.code.CodeResult}: passed, failed with the values that made it fail, or not supported
 *   <li>{@link io.statecraft.run.code.Constants}: the numbers behind names such as {@code TCP_ESTABLISHED}
 *   <li>{@link io.statecraft.run.code.PythonProgram}: the same blocks as a program for python3
 * </ul>
 */
package io.statecraft.run.code;
