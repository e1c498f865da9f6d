package io.statecraft.script;

import io.statecraft.script.Token.Kind;
import java.util.function.IntPredicate;

/** The parser's place in the text: one token of look-ahead, and marks to come back to. */
final class Cursor {
    private final Lexer lexer;
    private final Definitions definitions;
    private Token peeked;
    private int end;
    private int statementStart;
    private Token lastCommand;

    Cursor(Lexer lexer, Definitions definitions) {
        this.lexer = lexer;
        this.definitions = definitions;
    }

    Source source() {
        return lexer.source();
    }

    Definitions definitions() {
        return definitions;
    }

    /** The next token, which stays. */
    Token peek() {
        if (peeked == null) {
            peeked = lexer.next();
        }
        return peeked;
    }

    /** The next token. */
    Token take() {
        Token token = peek();
        peeked = null;
        end = token.end();
        lastCommand = token.is(Kind.COMMAND) ? token : lastCommand;
        return token;
    }

    /** The next token, or what was defined for it. */
    Token takeExpanded() {
        return definitions.expand(take());
    }

    Token peekExpanded() {
        return definitions.expand(peek());
    }

    boolean at(String symbolOrWord) {
        return peek().is(symbolOrWord);
    }

    boolean at(Kind kind) {
        return peek().is(kind);
    }

    boolean accept(String symbolOrWord) {
        if (at(symbolOrWord)) {
            take();
            return true;
        }
        return false;
    }

    /** Takes the symbol or word {@code wanted}; {@code where} ends the message: "in the option list". */
    Token expect(String wanted, String where) {
        if (!at(wanted)) {
            throw unexpected("`" + wanted + "` " + where);
        }
        return take();
    }

    /** Where the next token begins. */
    int mark() {
        return peek().start();
    }

    /** Where the last token ended. */
    int end() {
        return end;
    }

    void moveTo(int mark) {
        peeked = null;
        lexer.moveTo(mark);
    }

    /** A run of characters instead of a token; see {@link Lexer#run}. */
    Token run(IntPredicate accepted) {
        if (peeked != null) {
            moveTo(peeked.start());
        }
        Token run = lexer.run(accepted);
        end = run.end();
        return run;
    }

    /** The character that follows the last token or run, blanks included; 0 at the end. */
    char nextChar() {
        if (peeked != null) {
            moveTo(end);
        }
        return lexer.here();
    }

    /** The text between the last token and {@code closing}, as it stands; null if {@code closing} does not come. */
    String upTo(char closing) {
        moveTo(end);
        String text = lexer.upTo(closing);
        end = lexer.position();
        return text;
    }

    /** An integer, decimal or hexadecimal, in a range. */
    long integer(String what, long min, long max) {
        Token token = peekExpanded();
        if (!token.isInteger()) {
            throw unexpected(what + ", a number");
        }
        take();
        long value = Numbers.parse(token);
        if (value < min || value > max) {
            throw ScriptError.at(token.start(), what + " is " + min + " to " + max + ", not " + token.text());
        }
        return value;
    }

    int smallInteger(String what, int min, int max) {
        return (int) integer(what, min, max);
    }

    /** At the end of the text: what is still open. */
    void finish() {
        lexer.finish();
    }

    ScriptError unexpected(String expected) {
        return unexpected(expected, null);
    }

    /** Marks that a statement begins with the next token. */
    void beginStatement() {
        statementStart = mark();
    }

    /** "expected X, but found Y" at the next token; at the end of the line, if a statement ends there too early. */
    ScriptError unexpected(String expected, String remedy) {
        Token token = peek();
        boolean inside = token.start() > statementStart;
        if (inside && token.is(Kind.END)) {
            return ScriptError.at(end, "expected " + expected + ", but the script ends", remedy);
        }
        int line = source().line(token.start());
        if (inside && line > source().line(end) && source().beginsStatement(line)) {
            return ScriptError.at(end, "expected " + expected + ", but the statement ends", remedy);
        }
        Token expanded = definitions.expand(token);
        String found = token.shown() + (expanded == token ? "" : ", which is defined as " + expanded.shown());
        return ScriptError.at(
                token.start(), "expected " + expected + ", but found " + found, swallowed(token) ? unclosed() : remedy);
    }

    /** Whether the command just before {@code token} has taken in statements, because its closing quote is missing. */
    private boolean swallowed(Token token) {
        if (lastCommand == null || lastCommand.end() != end || lastCommand.end() > token.start()) {
            return false;
        }
        int last = source().line(lastCommand.end());
        for (int line = source().line(lastCommand.start()) + 1; line <= last; line++) {
            if (source().beginsStatement(line)) {
                return true;
            }
        }
        return false;
    }

    private String unclosed() {
        return "the command that begins in line " + source().line(lastCommand.start())
                + " has statements in it; perhaps its closing backquote is missing";
    }
}
