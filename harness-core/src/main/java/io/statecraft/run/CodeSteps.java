package io.statecraft.run;

import io.statecraft.run.Finding.Kind;
import io.statecraft.run.code.CodeBlock;
import io.statecraft.run.code.CodeResult;
import io.statecraft.run.code.CodeRun;
import io.statecraft.run.code.Constants;
import io.statecraft.run.code.KernelConstants;
import io.statecraft.scenario.Step;
import io.statecraft.target.SocketApi;
import io.statecraft.target.UnknownCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Evaluates the script's code on TCP_INFO of the socket under test, as it was at the block's time. As with packetdrill an assertion
 * that fails does not end the scenario, and is reported after whatever else went wrong.
 */
final class CodeSteps {
    private final Stage stage;
    private final SocketApi sockets;
    private final CodeRun run = new CodeRun();
    private final Constants constants;
    private final List<Finding> failures = new ArrayList<>();

    CodeSteps(Stage stage, SocketApi sockets) {
        this.stage = stage;
        this.sockets = sockets;
        Constants ofTarget = sockets::valueOf;
        this.constants = ofTarget.or(KernelConstants.LINUX);
    }

    /**
     * Evaluates a block.
     *
     * @throws UnknownCallException if it uses what is not known here
     */
    void evaluate(Step step, String text) {
        OptionalInt fd = stage.conversations().descriptorUnderTest();
        if (fd.isEmpty()) {
            failures.add(Finding.fail(Kind.CODE, step.location(), "there is no socket whose TCP_INFO could be taken"));
            return;
        }
        Map<String, Long> snapshot = sockets.tcpInfo(fd.getAsInt());
        CodeResult result = run.run(CodeBlock.parse(text), snapshot, constants);
        if (result instanceof CodeResult.Passed passed) {
            note(passed.output());
        } else if (result instanceof CodeResult.Failed failed) {
            note(failed.output());
            failures.add(Finding.fail(Kind.CODE, step.location(), failed.message() + place(step, failed.line())));
        } else if (result instanceof CodeResult.Unsupported unsupported) {
            throw new UnknownCallException("line " + (step.location().line() + unsupported.line() - 1)
                    + ": the code uses what is not known here: " + unsupported.construct());
        }
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
