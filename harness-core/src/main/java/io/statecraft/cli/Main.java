package io.statecraft.cli;

import io.statecraft.capture.CaptureException;
import io.statecraft.report.ReportException;
import io.statecraft.target.TargetUnavailableException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the command line: {@code java -jar statecraft.jar COMMAND …}. */
@Command(
        name = "statecraft",
        description = "Tests whether a TCP stack behaves as the RFCs say.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit status: 0 all passed; 1 a verdict failed; 2 usage; 3 the environment lacks something;",
            "4 internal; 5 nothing selected; 130 and 143 if it was interrupted."
        })
public final class Main implements Callable<Integer> {
    /** By the name that each has in its annotation, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    @Spec
    CommandSpec spec;

    private Main() {}

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("list", ListCommand.class);
        commands.put("faults", FaultsCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("help", HelpCommand.class);
        return commands;
    }

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
        CommandLine commandLine = commandLine(arguments);
        // The same for all commands, so that what they have said is out when they end, also without a line's end.
        commandLine.setOut(commandLine.getOut()).setErr(commandLine.getErr());
        try {
            return commandLine.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            return failed(e, commandLine.getErr()).number();
        } finally {
            commandLine.getOut().flush();
            commandLine.getErr().flush();
        }
    }

    /**
     * What reads the arguments. It knows the command alone that they begin with, or all if they begin with none: to look at the options of every
     * command takes longer than to judge a small capture.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        Class<?> named = arguments.length > 0 ? COMMANDS.get(arguments[0]) : null;
        if (named == null || named == HelpCommand.class) {
            COMMANDS.forEach(commandLine::addSubcommand);
        } else {
            commandLine.addSubcommand(arguments[0], named);
        }
        return commandLine
                .setParameterExceptionHandler((e, words) -> misused(e).number())
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> failed(e, command.getErr()).number());
    }

    /** All the options at once would hide what is wrong. */
    private static ExitStatus misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String message = e.getMessage()
                .replace("option option", "option")
                .replaceFirst(" is not an? (long|int)$", " is not a whole number");
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            message = "there is no command `" + unmatched.getUnmatched().get(0) + "`";
        }
        err.println("statecraft: " + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            err.println("  did you mean " + String.join(", or ", unmatched.getSuggestions()) + "?");
        }
        err.println("  help: " + command.getCommandSpec().qualifiedName() + " --help says what there is");
        return ExitStatus.USAGE;
    }

    private static ExitStatus failed(Throwable e, PrintWriter err) {
        if (e instanceof UsageException) {
            err.println("statecraft: " + e.getMessage());
            return ExitStatus.USAGE;
        } else if (e instanceof CaptureException capture) {
            err.println("statecraft: " + capture.getMessage());
            err.println("  remedy: " + capture.remedy());
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

    /** With no command there is nothing to do but say what there is; who forgot it in a build is not to see green. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitStatus.USAGE.number();
    }
}
