package io.statecraft.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What came of a command line that was run in this JVM.
 *
 * @param status it exits with
 * @param out what it says
 * @param err what it complains of
 */
record CommandLineRun(int status, String out, String err) {

    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine(arguments).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return new CommandLineRun(status, out.toString(), err.toString());
    }

    /** All that it says. */
    String said() {
        return out + err;
    }
}
