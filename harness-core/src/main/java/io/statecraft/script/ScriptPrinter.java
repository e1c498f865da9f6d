package io.statecraft.script;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Header;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Timing;
import io.statecraft.scenario.TransportPattern;
import java.util.List;

/** Writes a scenario, or a part of one, in the language: what is printed parses to an equal value. */
public final class ScriptPrinter {
    private static final int WIDTH = 100;

    private ScriptPrinter() {}

    /** A whole script, with a line feed at its end. */
    public static String print(Scenario scenario) {
        StringBuilder out = new StringBuilder();
        header(out, scenario.header());
        for (Scenario.Setting setting : scenario.options()) {
            out.append("--").append(setting.name());
            setting.value().ifPresent(value -> out.append('=').append(isPlain(value) ? value : '"' + value + '"'));
            out.append('\n');
        }
        if (!out.isEmpty()) {
            out.append('\n');
        }
        scenario.init().ifPresent(command -> out.append(action(command)).append("\n\n"));
        scenario.steps().forEach(step -> out.append(step(step)).append('\n'));
        scenario.cleanup()
                .ifPresent(command -> out.append('\n').append(action(command)).append('\n'));
        return out.toString();
    }

    /** One statement, without a line feed at its end. */
    public static String step(Step step) {
        return timing(step) + ' ' + action(step.action());
    }

    /** The time of a statement, with that of the return of a call that blocks. */
    private static String timing(Step step) {
        String start = timing(step.timing());
        if (step.action() instanceof Action.Call call && call.returnsAt().isPresent()) {
            String end = timing(call.returnsAt().get());
            return start + "..." + (end.startsWith("+") ? end.substring(1) : end);
        }
        return start;
    }

    /** A time: {@code +0.1}. */
    public static String timing(Timing timing) {
        if (timing instanceof Timing.Absolute absolute) {
            return seconds(absolute.at());
        }
        if (timing instanceof Timing.Relative relative) {
            return '+' + seconds(relative.after());
        }
        if (timing instanceof Timing.AbsoluteRange range) {
            return seconds(range.from()) + '~' + seconds(range.to());
        }
        return timing instanceof Timing.RelativeRange range
                ? '+' + seconds(range.from()) + "~+" + seconds(range.to())
                : "*";
    }

    /** Nanoseconds as seconds, cut off after the microseconds, without needless zeros. */
    private static String seconds(long nanoseconds) {
        long micros = nanoseconds / 1000;
        StringBuilder text = new StringBuilder().append(micros / 1_000_000);
        if (micros % 1_000_000 != 0) {
            String fraction = String.valueOf(1_000_000 + micros % 1_000_000);
            int end = fraction.length();
            while (fraction.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(fraction, 1, end);
        }
        return text.toString();
    }

    /** What a statement does or expects, without its time. */
    public static String action(Action action) {
        if (action instanceof Action.Inject inject) {
            return "< " + packet(inject.packet());
        } else if (action instanceof Action.Expect expect) {
            return "> " + packet(expect.packet());
        } else if (action instanceof Action.ExpectAllowed) {
            return "> oracle";
        } else if (action instanceof Action.Call call) {
            return call(call);
        } else if (action instanceof Action.Command command) {
            return '`' + command.text() + '`';
        } else if (action instanceof Action.Code code) {
            return "%{ " + code.text() + " }%";
        } else if (action instanceof Action.AssertState state) {
            return state(state.descriptor(), state.peer()) + state.state();
        } else if (action instanceof Action.AllowedState state) {
            return state(state.descriptor(), state.peer()) + "oracle";
        }
        return "silence for " + seconds(((Action.Silence) action).duration());
    }

    private static String state(int descriptor, boolean peer) {
        return "state(" + descriptor + (peer ? ", peer" : "") + ") = ";
    }

    private static String call(Action.Call call) {
        StringBuilder out = new StringBuilder(call.function());
        out.append(ExpressionNotation.list("(", call.arguments(), ")"));
        out.append(" = ").append(expression(call.result()));
        call.errno().ifPresent(errno -> out.append(' ').append(errno));
        call.note().ifPresent(note -> out.append(" (").append(note).append(')'));
        return out.toString();
    }

    /** A packet, without its direction. */
    public static String packet(PacketPattern packet) {
        return PatternNotation.packet(packet);
    }

    /** A segment, a datagram, or an ICMP message. */
    public static String transport(TransportPattern transport) {
        return PatternNotation.transport(transport);
    }

    /** An argument of a call. */
    public static String expression(Expression expression) {
        return ExpressionNotation.expression(expression);
    }

    /** Whether an option's value can stand without quotes. */
    private static boolean isPlain(String value) {
        return !value.isEmpty()
                && value.chars().noneMatch(Lexer::isBlank)
                && !value.startsWith("\"")
                && !value.contains("//")
                && !value.contains("/*");
    }

    private static void header(StringBuilder out, Header header) {
        wrapped(out, header.title());
        StringBuilder pairs = new StringBuilder();
        header.id().ifPresent(id -> pair(pairs, "id", List.of(id)));
        pair(pairs, "verifies", header.verifies());
        pair(pairs, "tags", header.tags());
        pair(pairs, "needs", header.needs());
        out.append(pairs);
    }

    private static void pair(StringBuilder out, String key, List<String> values) {
        if (!values.isEmpty()) {
            out.append("// ").append(key).append(": ");
            out.append(String.join(" ", values)).append('\n');
        }
    }

    /** A title in comment lines, none of which begins as a pair does. */
    private static void wrapped(StringBuilder out, String title) {
        int lineLength = 0;
        for (String word : title.split(" ")) {
            if (word.isEmpty()) {
                continue;
            }
            boolean fits = lineLength + 1 + word.length() <= WIDTH || HeaderReader.isPair(word);
            if (lineLength > 0 && fits) {
                out.append(' ').append(word);
                lineLength += 1 + word.length();
            } else {
                out.append(lineLength > 0 ? "\n// " : "// ").append(word);
                lineLength = 3 + word.length();
            }
        }
        out.append(lineLength > 0 ? "\n" : "");
    }
}
