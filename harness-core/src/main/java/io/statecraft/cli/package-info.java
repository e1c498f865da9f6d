/** The command line: {@link io.statecraft.cli.Main} and its sub-commands. */
package io.statecraft.cli;
