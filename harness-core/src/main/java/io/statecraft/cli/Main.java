package io.statecraft.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts the command line: {@code java -jar statecraft.jar COMMAND …}. */
@Command(
        name = "statecraft",
        description = "Tests whether a TCP stack behaves as the RFCs say.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {
    private Main() {}

    /**
     * Runs the command that the arguments name, and exits with its status.
     *
     * @param arguments the words after {@code java -jar statecraft.jar}
     */
    public static void main(String[] arguments) {
        ExitOnEof.arm();
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** With no command there is nothing to do but say what there is. */
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
