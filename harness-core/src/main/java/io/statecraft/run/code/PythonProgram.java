package io.statecraft.run.code;

import java.util.Map;

/**
 * The code blocks of a scenario as one program for {@code python3}, for those that {@link CodeRun} does not support. It holds
 * all blocks up to then, because they share their variables. Starting the process, and ending it in time, is the caller's.
 */
public final class PythonProgram {

    /** Adds a block, with what {@link CodeRun#run} would be given. */
    public void add(CodeBlock block, Map<String, Long> snapshot, Constants constants) {}

    /** The program, to be given to {@code python3 -} on its standard input, or in a file. */
    public String text() {
        return "";
    }

    /**
     * Reads what the process left.
     *
     * @param status its exit status
     * @param output what it wrote to its standard output
     * @param errors what it wrote to its standard error
     */
    public Outcome outcome(int status, String output, String errors) {
        return new Outcome(-1, new CodeResult.Unsupported(1, "code blocks"));
    }

    /**
     * What came of the program.
     *
     * @param block the block that failed, by its place in the order of {@link #add}, from 0; -1 if it is none of them
     * @param result {@link CodeResult.Passed} or {@link CodeResult.Failed}
     */
    public record Outcome(int block, CodeResult result) {}
}
