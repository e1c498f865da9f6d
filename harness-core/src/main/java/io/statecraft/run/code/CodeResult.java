package io.statecraft.run.code;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of a code block. */
public sealed interface CodeResult {

    /**
     * It ran to its end, and no assertion failed.
     *
     * @param output what it printed
     */
    record Passed(String output) implements CodeResult {}

    /**
     * An assertion failed, or Python would have raised another error.
     *
     * @param line within the block, from 1: the line of the opening {@code %{} is 1
     * @param error the name of Python's exception, such as {@code AssertionError} or {@code NameError}
     * @param detail the text of the exception: the message that an assertion gives, as Python prints it; empty if there is none
     * @param expression the statement that failed, on one line
     * @param values the names in the expression and their values as Python prints them, in the order of the expression
     * @param output what it printed before
     */
    record Failed(int line, String error, String detail, String expression, Map<String, String> values, String output)
            implements CodeResult {
        public Failed {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** On one line: {@code assert tcpi_snd_cwnd == 10: tcpi_snd_cwnd is 8}. */
        public String message() {
            return Explanation.of(this);
        }
    }

    /**
     * This interpreter does not know something that the block uses, or it would take too long: it says nothing about the
     * target. Python may be able to run it, see {@link PythonProgram}.
     *
     * @param line within the block, from 1
     * @param construct what is not known, such as {@code import}
     */
    record Unsupported(int line, String construct) implements CodeResult {}
}
