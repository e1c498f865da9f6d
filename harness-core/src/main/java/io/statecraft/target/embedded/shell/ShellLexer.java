package io.statecraft.target.embedded.shell;

import io.statecraft.target.embedded.shell.ShellWord.Part;
import java.util.ArrayList;
import java.util.List;

/** Cuts command lines into words and operators, as a shell does. What it does not know is refused, not guessed. */
final class ShellLexer {

    /** A piece of a command line. */
    sealed interface Token {
        record Word(ShellWord word) implements Token {}

        /** {@code ;}, a line's end, {@code && || | ( ) {@literal &}}. */
        record Operator(String text) implements Token {}

        /** {@code > file}; with a number or {@code &} for other streams than the first. */
        record Redirection(boolean ofOutput, ShellWord file) implements Token {}

        /** {@code << END}: the lines up to the one that is {@code END}. */
        record HereDocument(List<ShellWord> lines) implements Token {}
    }

    private static final String ENDS_A_WORD = " \t\n;|&<>()";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Integer> openDocuments = new ArrayList<>(); // positions in tokens
    private final List<String> documentEnds = new ArrayList<>();
    private int at;

    private ShellLexer(String text) {
        this.text = text.replace("\\\n", " ");
    }

    /** @throws ShellSyntaxException if a quote is not closed, or the like */
    static List<Token> tokens(String text) {
        ShellLexer lexer = new ShellLexer(text);
        while (lexer.at < lexer.text.length()) {
            lexer.next();
        }
        lexer.readDocuments();
        return lexer.tokens;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\n';
    }

    private boolean has(String wanted) {
        return text.startsWith(wanted, at);
    }

    private void operator(String symbol) {
        tokens.add(new Token.Operator(symbol));
        at += symbol.length();
    }

    private void next() {
        char c = peek(0);
        if (c == '\n') {
            operator("\n");
            readDocuments();
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#') {
            at = lineEnd();
        } else if (has("<<")) {
            hereDocument();
        } else if (has("&>")) {
            at += 2;
            tokens.add(new Token.Redirection(true, target()));
        } else if (c == '>' || Character.isDigit(c) && peek(1) == '>') {
            redirection();
        } else if (has("&&") || has("||")) {
            operator(text.substring(at, at + 2));
        } else if (c == ';' || c == '|' || c == '&' || c == '(' || c == ')') {
            operator(String.valueOf(c));
        } else if (c == '<') {
            throw new ShellSyntaxException(text.substring(at, lineEnd()));
        } else {
            tokens.add(new Token.Word(word(ENDS_A_WORD)));
        }
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void redirection() {
        boolean first = peek(0) == '>' || peek(0) == '1';
        at += peek(0) == '>' ? 1 : 2;
        if (peek(0) == '>') {
            at++; // appended
        }
        if (peek(0) == '&') {
            at++; // to another stream: nothing that is read here
            target();
            return;
        }
        tokens.add(new Token.Redirection(first, target()));
    }

    private ShellWord target() {
        while (peek(0) == ' ' || peek(0) == '\t') {
            at++;
        }
        return word(ENDS_A_WORD);
    }

    private void hereDocument() {
        at += 2;
        String end = target().expand(java.util.Map.of());
        openDocuments.add(tokens.size());
        documentEnds.add(end);
        tokens.add(new Token.HereDocument(List.of()));
    }

    /** The line has ended: the documents that it announced follow. */
    private void readDocuments() {
        for (int i = 0; i < openDocuments.size(); i++) {
            List<ShellWord> lines = new ArrayList<>();
            while (at < text.length()) {
                String line = text.substring(at, lineEnd());
                at = Math.min(text.length(), lineEnd() + 1);
                if (line.trim().equals(documentEnds.get(i))) {
                    break;
                }
                lines.add(new ShellLexer(line).word(""));
            }
            tokens.set(openDocuments.get(i), new Token.HereDocument(lines));
        }
        openDocuments.clear();
        documentEnds.clear();
    }

    private ShellWord word(String ends) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (!quoted && ends.indexOf(c) >= 0) {
                break;
            }
            any = true;
            if (c == '"') {
                quoted = !quoted;
                at++;
            } else if (c == '\'' && !quoted) {
                int close = text.indexOf('\'', at + 1);
                if (close < 0) {
                    throw new ShellSyntaxException(text.substring(at));
                }
                plain.append(text, at + 1, close);
                at = close + 1;
            } else if (c == '\\' && at + 1 < text.length()) {
                plain.append(text.charAt(at + 1));
                at += 2;
            } else if (c == '$' && (peek(1) == '{' || peek(1) == '(' || isName(peek(1)))) {
                parts.add(new Part.Plain(plain.toString()));
                plain.setLength(0);
                parts.add(value());
            } else if (c == '`') {
                throw new ShellSyntaxException(text.substring(at));
            } else {
                plain.append(c);
                at++;
            }
        }
        if (quoted || !any && !ends.isEmpty()) {
            throw new ShellSyntaxException(text.trim());
        }
        parts.add(new Part.Plain(plain.toString()));
        parts.removeIf(part -> part.equals(new Part.Plain("")));
        return new ShellWord(parts);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private Part value() {
        if (has("$((")) {
            int close = text.indexOf("))", at);
            if (close < 0) {
                throw new ShellSyntaxException(text.substring(at));
            }
            Part sum = new Part.Sum(text.substring(at + 3, close));
            at = close + 2;
            return sum;
        }
        boolean braced = has("${");
        int from = at + (braced ? 2 : 1);
        int to = from;
        while (to < text.length() && isName(text.charAt(to))) {
            to++;
        }
        if (to == from || braced && (to >= text.length() || text.charAt(to) != '}')) {
            throw new ShellSyntaxException(text.substring(at));
        }
        at = braced ? to + 1 : to;
        return new Part.Variable(text.substring(from, to));
    }
}
