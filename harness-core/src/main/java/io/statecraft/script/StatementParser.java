package io.statecraft.script;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Header;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.script.Diagnostic.Severity;
import io.statecraft.script.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The top of the grammar: {@code option* init? (time action)+ cleanup?}. After an error it goes on at the next statement, so
 * that all errors of a script are reported at once.
 */
final class StatementParser {
    private final Cursor cursor;
    private final DiagnosticLog log;
    private final SettingParser settings;
    private final TimingParser timings;
    private final ActionParser actions;
    private final List<Step> steps = new ArrayList<>();
    private Action.Command init;
    private Action.Command cleanup;
    private boolean sawStatement;

    StatementParser(Cursor cursor, DiagnosticLog log, ParseOptions options) {
        this.cursor = cursor;
        this.log = log;
        this.settings = new SettingParser(cursor, log, options);
        this.timings = new TimingParser(cursor);
        this.actions = new ActionParser(cursor, settings);
    }

    Parsed parse() {
        Header header = HeaderReader.read(cursor.source().text());
        while (!log.isFull() && !log.has(Severity.UNSUPPORTED)) {
            int start = -1;
            try {
                start = cursor.mark();
                if (cursor.at(Kind.END)) {
                    break;
                }
                cursor.beginStatement();
                topLevel();
            } catch (ScriptError error) {
                log.add(error);
                recover(error.offset(), start < 0 ? error.offset() : start);
            }
        }
        cursor.finish();
        if (!sawStatement && log.all().isEmpty()) {
            log.add(
                    Severity.ERROR,
                    cursor.source().text().length(),
                    "the script has no statement",
                    "a statement is a time and an action, such as `0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3`");
        }
        boolean playable = !log.has(Severity.ERROR) && !log.has(Severity.UNSUPPORTED);
        Optional<Scenario> scenario = playable
                ? Optional.of(new Scenario(
                        header, settings.settings(), Optional.ofNullable(init), steps, Optional.ofNullable(cleanup)))
                : Optional.empty();
        return new Parsed(scenario, log.all(), header);
    }

    private void topLevel() {
        if (cursor.at(Kind.OPTION)) {
            if (sawStatement || init != null) {
                throw cursor.unexpected("a statement", "options stand before the first command and statement");
            }
            settings.setting();
        } else if (cursor.peekExpanded().is(Kind.COMMAND)) {
            untimedCommand();
        } else {
            step();
        }
    }

    private void untimedCommand() {
        int start = cursor.mark();
        Action.Command command = new Action.Command(cursor.takeExpanded().text());
        if (!sawStatement && init == null) {
            init = command;
        } else if (sawStatement && cleanup == null) {
            cleanup = command;
        } else {
            throw ScriptError.at(
                    start,
                    "a second command without a time " + (sawStatement ? "after the last" : "before the first")
                            + " statement",
                    "put both into one pair of backquotes, or give it a time, such as `+0`");
        }
    }

    private void step() {
        Step.Location location = cursor.source().location(cursor.mark());
        if (cleanup != null) {
            throw ScriptError.at(
                    cursor.mark(),
                    "a statement after the cleanup command",
                    "give the command before it a time, such as `+0`");
        }
        TimingParser.When when = timings.parse();
        sawStatement = true;
        Action action = actions.parse(when);
        nothingMore(action);
        if (!steps.isEmpty()) {
            timings.orderFault(steps.get(steps.size() - 1).timing(), when).ifPresent(log::add);
        } else if (!log.has(Severity.ERROR)) {
            timings.startFault(when).ifPresent(log::add);
        }
        steps.add(new Step(when.timing(), action, location));
    }

    /** A word on the same line was meant to belong to the statement. */
    private void nothingMore(Action action) {
        Token next = cursor.peek();
        Source source = cursor.source();
        if (!next.is(Kind.WORD) || source.line(next.start()) != source.line(cursor.end())) {
            return;
        }
        if (action instanceof Action.Call) {
            throw cursor.unexpected("the end of the call", "a remark stands in parentheses: `(" + next.text() + ")`");
        } else if (action instanceof Action.Inject || action instanceof Action.Expect) {
            throw cursor.unexpected(
                    "the end of the packet",
                    "after the numbers of a segment stand `ack N`, `win N`, `urg N`, and options in `<…>`");
        }
    }

    /**
     * Goes to the next line that looks as if a statement begins there. That may be the line where the error was noticed, if the
     * statement in error began before it.
     */
    private void recover(int errorOffset, int statementStart) {
        Source source = cursor.source();
        int line = source.line(Math.max(errorOffset, cursor.end()));
        while (source.startOfLine(line) < source.text().length()
                && (source.startOfLine(line) <= statementStart || !source.beginsStatement(line))) {
            line++;
        }
        cursor.moveTo(source.startOfLine(line));
    }
}
