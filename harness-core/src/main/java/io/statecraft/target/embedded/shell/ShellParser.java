package io.statecraft.target.embedded.shell;

import io.statecraft.target.embedded.shell.ShellLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads command lines. */
final class ShellParser {
    private static final Set<String> CLOSERS = Set.of("done", "do", "then", "else", "fi", "}");
    private static final Set<String> UNKNOWN = Set.of("for", "case", "until", "select", "elif", "[[", "!");

    private final List<Token> tokens;
    private int at;

    private ShellParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** @throws ShellSyntaxException if it is more than this reader knows */
    static ShellNode parse(String text) {
        ShellParser parser = new ShellParser(ShellLexer.tokens(text));
        ShellNode all = parser.sequence();
        if (parser.at < parser.tokens.size()) {
            throw new ShellSyntaxException(parser.describe());
        }
        return all;
    }

    private String describe() {
        if (at >= tokens.size()) {
            return "the end of the commands";
        }
        Token token = tokens.get(at);
        return token instanceof Token.Word word
                ? word.word().plain()
                : token instanceof Token.Operator operator ? operator.text().trim() : "a redirection";
    }

    private boolean isOperator(String text) {
        return at < tokens.size() && tokens.get(at).equals(new Token.Operator(text));
    }

    private String keyword() {
        return at < tokens.size() && tokens.get(at) instanceof Token.Word word
                ? word.word().plain()
                : "";
    }

    private boolean take(String keyword) {
        if (keyword().equals(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    private void require(String keyword) {
        if (!take(keyword)) {
            throw new ShellSyntaxException(describe() + " where " + keyword + " is wanted");
        }
    }

    private void skipSeparators() {
        while (isOperator("\n") || isOperator(";")) {
            at++;
        }
    }

    private ShellNode sequence() {
        List<ShellNode> nodes = new ArrayList<>();
        skipSeparators();
        while (at < tokens.size() && !CLOSERS.contains(keyword())) {
            nodes.add(conditions());
            if (at < tokens.size() && !isOperator("\n") && !isOperator(";") && !CLOSERS.contains(keyword())) {
                throw new ShellSyntaxException(describe());
            }
            skipSeparators();
        }
        return new ShellNode.Sequence(nodes);
    }

    private ShellNode conditions() {
        ShellNode node = pipeline();
        while (isOperator("&&") || isOperator("||")) {
            boolean wantsSuccess = isOperator("&&");
            at++;
            while (isOperator("\n")) {
                at++;
            }
            node = new ShellNode.Condition(node, wantsSuccess, pipeline());
        }
        return node;
    }

    private ShellNode pipeline() {
        List<ShellNode> stages = new ArrayList<>(List.of(compound()));
        while (isOperator("|")) {
            at++;
            stages.add(compound());
        }
        return stages.size() == 1 ? stages.get(0) : new ShellNode.Pipeline(stages);
    }

    private ShellNode compound() {
        String keyword = keyword();
        if (UNKNOWN.contains(keyword)) {
            throw new ShellSyntaxException(keyword);
        }
        return switch (keyword) {
            case "while" -> {
                at++;
                ShellNode condition = sequence();
                require("do");
                ShellNode body = sequence();
                require("done");
                yield new ShellNode.Loop(condition, body, document());
            }
            case "if" -> {
                at++;
                ShellNode condition = sequence();
                require("then");
                ShellNode body = sequence();
                Optional<ShellNode> otherwise = take("else") ? Optional.of(sequence()) : Optional.empty();
                require("fi");
                yield new ShellNode.Choice(condition, body, otherwise);
            }
            default -> command();
        };
    }

    private Optional<List<ShellWord>> document() {
        if (at < tokens.size() && tokens.get(at) instanceof Token.HereDocument document) {
            at++;
            return Optional.of(document.lines());
        }
        return Optional.empty();
    }

    private ShellNode command() {
        List<ShellWord> words = new ArrayList<>();
        Optional<ShellWord> output = Optional.empty();
        Optional<List<ShellWord>> input = Optional.empty();
        for (; at < tokens.size() && !(tokens.get(at) instanceof Token.Operator); at++) {
            Token token = tokens.get(at);
            if (token instanceof Token.Word word) {
                words.add(word.word());
            } else if (token instanceof Token.Redirection redirection && redirection.ofOutput()) {
                output = Optional.of(redirection.file());
            } else if (token instanceof Token.HereDocument document) {
                input = Optional.of(document.lines());
            }
        }
        if (words.isEmpty()) {
            throw new ShellSyntaxException(describe());
        }
        if (words.size() == 1 && isOperator("(")) {
            return function(words.get(0).plain());
        }
        return new ShellNode.Command(words, output, input);
    }

    private ShellNode function(String name) {
        at++;
        if (!isOperator(")")) {
            throw new ShellSyntaxException(describe());
        }
        at++;
        skipSeparators();
        require("{");
        ShellNode body = sequence();
        require("}");
        return new ShellNode.Function(name, body);
    }
}
