package io.statecraft.run.code;

import java.util.Map;

/**
 * Runs the code blocks of one scenario, in order: they share their variables. Confined to one thread. It takes no time worth
 * mentioning, and never throws, whatever the blocks say: scripts are not trusted.
 */
public final class CodeRun {

    /**
     * Runs one block.
     *
     * @param snapshot names such as {@code tcpi_snd_cwnd} and their values at the block's time, taken as unsigned; they replace
     *     variables of the same name, and stay until the next snapshot replaces them
     * @param constants asked for names that are neither variables nor Python's own
     */
    public CodeResult run(CodeBlock block, Map<String, Long> snapshot, Constants constants) {
        return new CodeResult.Unsupported(1, "code blocks");
    }
}
