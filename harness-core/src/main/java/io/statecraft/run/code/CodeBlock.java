package io.statecraft.run.code;

import java.util.Objects;
import java.util.Optional;

/** The text between {@code %{} and {@code }%}, parsed once. Parsing never throws, whatever the text. */
public final class CodeBlock {
    private final String text;

    private CodeBlock(String text) {
        this.text = text;
    }

    /**
     * Parses a block.
     *
     * @param text what stands between {@code %{} and {@code }%}; blanks at its ends do not matter
     */
    public static CodeBlock parse(String text) {
        return new CodeBlock(Objects.requireNonNull(text));
    }

    /** The text as it was given. */
    public String text() {
        return text;
    }

    /**
     * What running the block would say before its first statement: {@link CodeResult.Failed} with a {@code SyntaxError}, or {@link
     * CodeResult.Unsupported}. Empty if the block can be run.
     */
    public Optional<CodeResult> problem() {
        return Optional.empty();
    }
}
