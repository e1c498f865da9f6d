package io.statecraft.run;

import io.statecraft.run.Finding.Kind;
import io.statecraft.run.code.CodeBlock;
import io.statecraft.run.code.CodeResult;
import io.statecraft.run.code.CodeRun;
import io.statecraft.run.code.Constants;
import io.statecraft.run.code.KernelConstants;
import io.statecraft.run.code.PythonProgram;
import io.statecraft.scenario.Step;
import io.statecraft.target.SocketApi;
import io.statecraft.target.Target;
import io.statecraft.target.UnknownCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Evaluates the script's code on TCP_INFO of the socket under test, as it was at the block's time. As with packetdrill an assertion
 * that fails does not end the scenario, and is reported after whatever else went wrong.
 */
final class CodeSteps {
    private static final int NO_PYTHON = 127;

    /** What python3 complains of comes first, before what it prints, so that it is not cut off. */
    private static final String COMMAND = """
            command -v python3 >/dev/null || exit 127
            out=$(python3 - <<'STATECRAFT-END'
            PROGRAM
            STATECRAFT-END
            )
            status=$?
            printf '%s\\n' "$out"
            exit $status
            """;

    private final Stage stage;
    private final SocketApi sockets;
    private final CodeRun run = new CodeRun();
    private final Constants constants;
    private final List<Finding> failures = new ArrayList<>();
    private final PythonProgram program = new PythonProgram();
    private final List<Step> blocks = new ArrayList<>();

    /** The first thing that our interpreter cannot do: then all blocks are python3's, since they share their variables. */
    private Optional<String> foreign = Optional.empty();

    CodeSteps(Stage stage, SocketApi sockets) {
        this.stage = stage;
        this.sockets = sockets;
        Constants ofTarget = sockets::valueOf;
        this.constants = ofTarget.or(KernelConstants.LINUX);
    }

    /** Whether an assertion has failed already, which is reported in the end, and none before the harness was late. */
    boolean hasFailedLate() {
        return !failures.isEmpty() && !failures.get(0).isOnTime();
    }

    /** Evaluates a block, or leaves it to {@link #finish}. */
    void evaluate(Step step, String text) {
        OptionalInt fd = stage.conversations().descriptorUnderTest();
        if (fd.isEmpty()) {
            failures.add(Finding.fail(Kind.CODE, step.location(), "there is no socket whose TCP_INFO could be taken"));
            return;
        }
        Map<String, Long> snapshot = sockets.tcpInfo(fd.getAsInt());
        CodeBlock block = CodeBlock.parse(text);
        program.add(block, snapshot, constants);
        blocks.add(step);
        if (foreign.isEmpty()) {
            evaluate(step, run.run(block, snapshot, constants));
        }
    }

    private void evaluate(Step step, CodeResult result) {
        if (result instanceof CodeResult.Passed passed) {
            note(passed.output());
        } else if (result instanceof CodeResult.Failed failed) {
            note(failed.output());
            failures.add(Finding.fail(Kind.CODE, step.location(), failed.message() + place(step, failed.line()))
                    .timed(stage.partOfLateness()));
        } else if (result instanceof CodeResult.Unsupported unsupported) {
            foreign = Optional.of("line " + (step.location().line() + unsupported.line() - 1)
                    + ": the code uses what is not known here: " + unsupported.construct());
        }
    }

    /**
     * Gives to python3 what is not ours to evaluate, in the scenario's shell.
     *
     * @throws UnknownCallException if there is no shell, or no python3
     */
    void finish() {
        if (foreign.isEmpty()) {
            return;
        }
        failures.clear();
        Target.CommandOutcome outcome = stage.bench().target().command(COMMAND.replace("PROGRAM", program.text()));
        if (outcome instanceof Target.CommandOutcome.Refused) {
            throw new UnknownCallException(foreign.get()
                    + "; python3 could, in a shell that is allowed (--allow-shell) and that the target has");
        }
        Target.CommandOutcome.Done done = (Target.CommandOutcome.Done) outcome;
        if (done.status() == NO_PYTHON) {
            throw new UnknownCallException(foreign.get() + "; there is no python3 here to do it");
        }
        PythonProgram.Outcome came =
                program.outcome(done.status(), PythonProgram.printed(done.output()), done.output());
        Step step = blocks.get(Math.max(0, came.block()));
        if (came.result() instanceof CodeResult.Unsupported unsupported) {
            throw new UnknownCallException("line " + (step.location().line() + unsupported.line() - 1)
                    + ": the code uses what is not known here: " + unsupported.construct());
        }
        evaluate(step, came.result());
    }

    /** The assertions that failed, in order. */
    List<Finding> failures() {
        return failures;
    }

    private void note(String output) {
        if (!output.isBlank()) {
            stage.recorder().add(new TraceEvent.Note(stage.bench().now(), "code printed: " + output.strip()));
        }
    }

    /** The line, if it is not that of the block. */
    private static String place(Step step, int within) {
        return within <= 1 ? "" : " (line " + (step.location().line() + within - 1) + ")";
    }
}
