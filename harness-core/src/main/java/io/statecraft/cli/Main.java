package io.statecraft.cli;

import io.statecraft.report.ReportException;
import io.statecraft.target.TargetUnavailableException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Starts the command line: {@code java -jar statecraft.jar COMMAND …}. */
@Command(
        name = "statecraft",
        description = "Tests whether a TCP stack behaves as the RFCs say.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {RunCommand.class, ListCommand.class, DoctorCommand.class, HelpCommand.class},
        footer = {
            "",
            "Exit status: 0 all passed; 1 a verdict failed; 2 usage; 3 the environment lacks something;",
            "4 internal; 5 nothing selected."
        })
public final class Main implements Runnable {
    private Main() {}

    /**
     * Runs the command that the arguments name, and exits with its status.
     *
     * @param arguments the words after {@code java -jar statecraft.jar}
     */
    public static void main(String[] arguments) {
        ExitOnEof.arm();
        System.exit(run(arguments));
    }

    /** Runs the command that the arguments name; the exit status. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> failed(e, command.getErr()).number());
    }

    private static ExitStatus failed(Exception e, PrintWriter err) {
        if (e instanceof UsageException) {
            err.println("statecraft: " + e.getMessage());
            return ExitStatus.USAGE;
        } else if (e instanceof TargetUnavailableException lacking) {
            err.println("statecraft: " + lacking.getMessage());
            err.println("  remedy: " + lacking.remedy());
            return ExitStatus.ENVIRONMENT;
        } else if (e instanceof ReportException) {
            err.println("statecraft: " + e.getMessage());
            return ExitStatus.ENVIRONMENT;
        }
        err.println("statecraft: this is our own fault:");
        e.printStackTrace(err);
        return ExitStatus.INTERNAL;
    }

    /** With no command there is nothing to do but say what there is. */
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
