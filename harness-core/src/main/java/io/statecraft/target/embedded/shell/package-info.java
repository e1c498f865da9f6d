/**
 * As much of a shell as the commands of scenarios need, read in the JVM: {@link io.statecraft.target.embedded.shell.ShellRun} plays
 * command lines over {@link io.statecraft.target.embedded.shell.ShellRun.Programs}, which are somebody else's. What it does not know
 * it refuses ({@link io.statecraft.target.embedded.shell.ShellSyntaxException}), so that nothing is guessed.
 */
package io.statecraft.target.embedded.shell;
