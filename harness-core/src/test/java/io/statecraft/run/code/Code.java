package io.statecraft.run.code;

import static org.testng.Assert.fail;

import java.util.Map;

/** Runs single blocks for tests. */
final class Code {
    private Code() {}

    static CodeResult run(String block) {
        return run(block, Map.of());
    }

    static CodeResult run(String block, Map<String, Long> snapshot) {
        return new CodeRun().run(CodeBlock.parse(block), snapshot, KernelConstants.LINUX);
    }

    /** What a block prints that passes. */
    static String output(String block) {
        if (run(block) instanceof CodeResult.Passed passed) {
            return passed.output();
        }
        fail(block + " gives " + run(block));
        return "";
    }

    static CodeResult.Failed failure(String block) {
        return failure(block, Map.of());
    }

    static CodeResult.Failed failure(String block, Map<String, Long> snapshot) {
        if (run(block, snapshot) instanceof CodeResult.Failed failed) {
            return failed;
        }
        fail(block + " gives " + run(block, snapshot));
        return null;
    }

    /** The error of a block, and its text. */
    static String error(String block) {
        CodeResult.Failed failed = failure(block);
        return failed.error() + ": " + failed.detail();
    }

    /** What is said not to be supported. */
    static String unsupported(String block) {
        if (run(block) instanceof CodeResult.Unsupported unsupported) {
            return unsupported.construct();
        }
        fail(block + " gives " + run(block));
        return "";
    }
}
