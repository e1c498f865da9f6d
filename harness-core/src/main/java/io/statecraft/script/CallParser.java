package io.statecraft.script;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Timing;
import io.statecraft.script.Token.Kind;
import java.util.List;
import java.util.Optional;

/** {@code name(arguments) = result ERRNO (note)}. */
final class CallParser {
    private final Cursor cursor;
    private final ExpressionParser expressions;

    CallParser(Cursor cursor) {
        this.cursor = cursor;
        this.expressions = new ExpressionParser(cursor);
    }

    Action.Call parse(Optional<Timing> returnsAt) {
        Token function = cursor.takeExpanded();
        if (!cursor.at("(")) {
            throw ScriptError.at(
                    function.start(),
                    "expected a statement, but found `" + function.text() + "`",
                    "a system call has parentheses: `" + function.text() + "(…) = 0`");
        }
        refuseUncovered(function);
        List<Expression> arguments = expressions.list("(", ")", "after the arguments");
        cursor.expect("=", "and the result of the call");
        Expression result = result();
        Optional<String> errno = Optional.empty();
        if (isErrno(cursor.peekExpanded())) {
            errno = Optional.of(cursor.takeExpanded().text());
        }
        Optional<String> note = note();
        note(); // a second remark is allowed, and says nothing
        return new Action.Call(function.text(), arguments, result, errno, note, returnsAt);
    }

    /** Names of errors begin with E; another word is a statement that lacks its time. */
    private static boolean isErrno(Token token) {
        return token.is(Kind.WORD) && token.text().startsWith("E");
    }

    private static void refuseUncovered(Token function) {
        if (function.text().startsWith("sctp_")) {
            throw ScriptError.unsupported(function.start(), "SCTP (`" + function.text() + "`)");
        }
        if (function.text().equals("psp_rx_assoc") || function.text().equals("psp_tx_assoc")) {
            throw ScriptError.unsupported(function.start(), "PSP (`" + function.text() + "`)");
        }
    }

    private Expression result() {
        Token token = cursor.peekExpanded();
        if (token.isInteger()) {
            cursor.take();
            return new Expression.Number(Numbers.parse(token), token.is(Kind.HEX));
        }
        if (cursor.accept("...")) {
            return new Expression.Ellipsis();
        }
        throw cursor.unexpected("the result of the call: a number, or `...` for any");
    }

    /** {@code (Operation now in progress)}: any text up to the parenthesis. */
    private Optional<String> note() {
        if (!cursor.at("(")) {
            return Optional.empty();
        }
        int open = cursor.take().start();
        String text = cursor.upTo(')');
        if (text == null) {
            throw ScriptError.at(open, "this remark is not closed", "close it with `)`");
        }
        cursor.take();
        return Optional.of(text.strip());
    }
}
