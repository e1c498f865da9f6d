package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.Map;

/**
 * Runs the code blocks of one scenario, in order: they share their variables. Confined to one thread. It takes no time worth
 * mentioning, and never throws, whatever the blocks say: scripts are not trusted.
 */
public final class CodeRun {
    private final Scope script = Scope.script();
    private final Budget budget = new Budget();

    /**
     * Runs one block.
     *
     * @param snapshot names such as {@code tcpi_snd_cwnd} and their values at the block's time, taken as unsigned; they replace
     *     variables of the same name, and stay until the next snapshot replaces them
     * @param constants asked for names that are not variables
     */
    public CodeResult run(CodeBlock block, Map<String, Long> snapshot, Constants constants) {
        if (block.problem().isPresent()) {
            return block.problem().get();
        }
        snapshot.forEach((name, value) -> script.assign(name, Value.of(unsigned(value))));
        budget.begin();
        Interpreter interpreter = new Interpreter(constants, budget);
        try {
            interpreter.run(block.statements(), script);
            return new CodeResult.Passed(interpreter.output());
        } catch (PythonError e) {
            return failed(block, e, interpreter, constants);
        } catch (UnsupportedCode e) {
            return new CodeResult.Unsupported(e.at().line(block.text()), e.getMessage());
        } catch (StackOverflowError e) {
            // The budget limits how deep we go; this is for a thread with little stack.
            return new CodeResult.Unsupported(1, "code nested too deep for this thread");
        }
    }

    /** The fields of TCP_INFO have no sign: a rate without a limit is 2^64 - 1. */
    static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private static CodeResult failed(CodeBlock block, PythonError e, Interpreter interpreter, Constants constants) {
        Stmt statement = e.statement();
        return new CodeResult.Failed(
                statement.at().line(block.text()),
                e.kind(),
                e.getMessage(),
                statement.at().onOneLine(block.text()),
                Explanation.values(statement, e.scope(), constants),
                interpreter.output());
    }
}
