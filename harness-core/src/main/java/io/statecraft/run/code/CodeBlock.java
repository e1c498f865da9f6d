package io.statecraft.run.code;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The text between {@code %{} and {@code }%}, parsed once. Parsing never throws, whatever the text. */
public final class CodeBlock {
    private static final int LONGEST = 100_000;

    private final String text;
    private final List<Stmt> statements;
    private final Optional<CodeResult> problem;

    private CodeBlock(String text, List<Stmt> statements, Optional<CodeResult> problem) {
        this.text = text;
        this.statements = List.copyOf(statements);
        this.problem = problem;
    }

    /**
     * Parses a block.
     *
     * @param text what stands between {@code %{} and {@code }%}; blanks at its ends do not matter
     */
    public static CodeBlock parse(String text) {
        Objects.requireNonNull(text);
        if (text.length() > LONGEST) {
            return unsupported(text, new Span(0, 0), "a block of more than " + LONGEST + " characters");
        }
        try {
            return new CodeBlock(text, StatementParser.parse(withoutBlanksAtEnd(text)), Optional.empty());
        } catch (CodeSyntaxError e) {
            int line = e.at().line(text);
            String statement =
                    text.lines().skip(line - 1L).findFirst().orElse("").strip();
            CodeResult failed = new CodeResult.Failed(line, e.kind(), e.getMessage(), statement, Map.of(), "");
            return new CodeBlock(text, List.of(), Optional.of(failed));
        } catch (UnsupportedCode e) {
            return unsupported(text, e.at(), e.getMessage());
        }
    }

    /** A {@code \\} before them goes on to the line after the block. */
    private static String withoutBlanksAtEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return text.substring(0, end);
    }

    /** As packetdrill takes it. */
    static String withoutBlanks(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        return withoutBlanksAtEnd(text.substring(start));
    }

    private static CodeBlock unsupported(String text, Span at, String construct) {
        CodeResult result = new CodeResult.Unsupported(at.line(text), construct);
        return new CodeBlock(text, List.of(), Optional.of(result));
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
        return problem;
    }

    List<Stmt> statements() {
        return statements;
    }
}
