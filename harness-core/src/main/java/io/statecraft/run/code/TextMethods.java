package io.statecraft.run.code;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The methods of strings. */
final class TextMethods {
    static final Map<String, MethodBody<Value.Text>> TABLE = Map.ofEntries(
            entry("format", (text, a, run) -> FormatMethod.apply(text.text(), a, run.budget())),
            entry(
                    "join",
                    (text, a, run) -> join(text, a.expect("str.join", 1, 1).at(0), run.budget())),
            entry("split", (text, a, run) -> TextSplitting.split(text.text(), a, false, run.budget())),
            entry("rsplit", (text, a, run) -> TextSplitting.split(text.text(), a, true, run.budget())),
            entry("splitlines", (text, a, run) -> TextSplitting.lines(text.text(), a, run.budget())),
            entry("partition", (text, a, run) -> TextSplitting.partition(text.text(), a, false, run.budget())),
            entry("rpartition", (text, a, run) -> TextSplitting.partition(text.text(), a, true, run.budget())),
            entry("strip", (text, a, run) -> strip(text, a, true, true)),
            entry("lstrip", (text, a, run) -> strip(text, a, true, false)),
            entry("rstrip", (text, a, run) -> strip(text, a, false, true)),
            entry("upper", (text, a, run) -> changed(text, a, "upper", t -> t.toUpperCase(Locale.ROOT))),
            entry("lower", (text, a, run) -> changed(text, a, "lower", t -> t.toLowerCase(Locale.ROOT))),
            entry("capitalize", (text, a, run) -> changed(text, a, "capitalize", TextMethods::capitalize)),
            entry("replace", (text, a, run) -> replace(text, a.expect("replace", 2, 3), run.budget())),
            entry("startswith", (text, a, run) -> has(text, a.expect("startswith", 1, 1), true)),
            entry("endswith", (text, a, run) -> has(text, a.expect("endswith", 1, 1), false)),
            entry("removeprefix", (text, a, run) -> without(text, a.expect("str.removeprefix", 1, 1), true)),
            entry("removesuffix", (text, a, run) -> without(text, a.expect("str.removesuffix", 1, 1), false)),
            entry("find", (text, a, run) -> Value.of(find(text, a.expect("find", 1, 1), false, run.budget()))),
            entry("rfind", (text, a, run) -> Value.of(find(text, a.expect("rfind", 1, 1), true, run.budget()))),
            entry("index", (text, a, run) -> index(text, a.expect("index", 1, 1), false, run.budget())),
            entry("rindex", (text, a, run) -> index(text, a.expect("rindex", 1, 1), true, run.budget())),
            entry("count", (text, a, run) -> count(text, a.expect("count", 1, 1), run.budget())),
            entry("isdigit", (text, a, run) -> all(text, a, "isdigit", Character::isDigit)),
            entry("isalpha", (text, a, run) -> all(text, a, "isalpha", Character::isLetter)),
            entry("isalnum", (text, a, run) -> all(text, a, "isalnum", Character::isLetterOrDigit)),
            entry("isspace", (text, a, run) -> all(text, a, "isspace", Character::isWhitespace)),
            entry("isupper", (text, a, run) -> cased(text, a, "isupper", Character::isUpperCase)),
            entry("islower", (text, a, run) -> cased(text, a, "islower", Character::isLowerCase)),
            entry("ljust", (text, a, run) -> justify(text, a.expect("ljust", 1, 2), 0, run.budget())),
            entry("rjust", (text, a, run) -> justify(text, a.expect("rjust", 1, 2), 1, run.budget())),
            entry("center", (text, a, run) -> justify(text, a.expect("center", 1, 2), 2, run.budget())),
            entry(
                    "zfill",
                    (text, a, run) ->
                            fillWithZeros(text, a.expect("str.zfill", 1, 1).at(0), run.budget())));

    private TextMethods() {}

    private static Value join(Value.Text separator, Value parts, Budget budget) {
        if (!Iteration.isIterable(parts)) {
            throw PythonError.type("can only join an iterable");
        }
        StringBuilder out = new StringBuilder();
        List<Value> members = Iteration.members(parts, budget);
        for (int i = 0; i < members.size(); i++) {
            if (!(members.get(i) instanceof Value.Text text)) {
                throw PythonError.type("sequence item " + i + ": expected str instance, "
                        + members.get(i).type() + " found");
            }
            String before = i == 0 ? "" : separator.text();
            budget.spendOnSize((long) before.length() + text.text().length());
            out.append(before).append(text.text());
        }
        return new Value.Text(out.toString());
    }

    private static Value strip(Value.Text text, Arguments arguments, boolean left, boolean right) {
        String name = left && right ? "strip" : left ? "lstrip" : "rstrip";
        Value which = arguments.expect(name, 0, 1).at(0, Value.None.NONE);
        if (!(which instanceof Value.None) && !(which instanceof Value.Text)) {
            throw PythonError.type(name + " arg must be None or str");
        }
        IntPredicate stripped = which instanceof Value.Text characters
                ? characters.text().codePoints().boxed().collect(Collectors.toSet())::contains
                : TextSplitting::isSpace;
        String t = text.text();
        int from = 0;
        int to = t.length();
        while (left && from < to && stripped.test(t.codePointAt(from))) {
            from += Character.charCount(t.codePointAt(from));
        }
        while (right && from < to && stripped.test(t.codePointBefore(to))) {
            to -= Character.charCount(t.codePointBefore(to));
        }
        return new Value.Text(t.substring(from, to));
    }

    private static Value changed(Value.Text text, Arguments arguments, String name, UnaryOperator<String> change) {
        arguments.expect("str." + name, 0, 0);
        return new Value.Text(change.apply(text.text()));
    }

    private static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT)
                + text.substring(end).toLowerCase(Locale.ROOT);
    }

    private static Value replace(Value.Text text, Arguments arguments, Budget budget) {
        String before = text(arguments.at(0), "replace() argument 1 must be str");
        String after = text(arguments.at(1), "replace() argument 2 must be str");
        if (arguments.count() == 3) {
            throw new UnsupportedCode("replace() with a count");
        }
        budget.spendOnSearch(text.text().length(), before.length());
        long times = before.isEmpty() ? text.text().length() + 1L : occurrences(text.text(), before);
        budget.spendOnSize(text.text().length() + times * after.length());
        return new Value.Text(text.text().replace(before, after));
    }

    private static Value has(Value.Text text, Arguments arguments, boolean atStart) {
        Value wanted = arguments.at(0);
        List<Value> parts = wanted instanceof Value.Tuple tuple ? tuple.members() : List.of(wanted);
        String name = atStart ? "startswith" : "endswith";
        boolean found = false;
        for (Value part : parts) {
            String each = text(part, name + " first arg must be str or a tuple of str");
            found |= atStart ? text.text().startsWith(each) : text.text().endsWith(each);
        }
        return Value.of(found);
    }

    private static Value without(Value.Text text, Arguments arguments, boolean atStart) {
        String part = text(arguments.at(0), "argument must be str");
        String t = text.text();
        if (atStart) {
            return new Value.Text(t.startsWith(part) ? t.substring(part.length()) : t);
        }
        return new Value.Text(t.endsWith(part) ? t.substring(0, t.length() - part.length()) : t);
    }

    private static int find(Value.Text text, Arguments arguments, boolean last, Budget budget) {
        String part = text(arguments.at(0), "must be str");
        budget.spendOnSearch(text.text().length(), part.length());
        int at = last ? text.text().lastIndexOf(part) : text.text().indexOf(part);
        return at < 0 ? at : text.text().codePointCount(0, at);
    }

    private static Value index(Value.Text text, Arguments arguments, boolean last, Budget budget) {
        int at = find(text, arguments, last, budget);
        if (at < 0) {
            throw PythonError.value("substring not found");
        }
        return Value.of(at);
    }

    private static Value count(Value.Text text, Arguments arguments, Budget budget) {
        String part = text(arguments.at(0), "must be str");
        budget.spendOnSearch(text.text().length(), part.length());
        return Value.of(part.isEmpty() ? text.length() + 1 : occurrences(text.text(), part));
    }

    private static int occurrences(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Value all(Value.Text text, Arguments arguments, String name, IntPredicate property) {
        arguments.expect("str." + name, 0, 0);
        return Value.of(!text.text().isEmpty() && text.text().codePoints().allMatch(property));
    }

    /** Whether there are letters with two cases, and all are of one. */
    private static Value cased(Value.Text text, Arguments arguments, String name, IntPredicate wanted) {
        arguments.expect("str." + name, 0, 0);
        IntPredicate hasCase = c -> Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
        boolean any = text.text().codePoints().anyMatch(hasCase);
        return Value.of(any && text.text().codePoints().filter(hasCase).allMatch(wanted));
    }

    /** Fills up with {@code where} 0: on the right, 1: on the left, 2: on both sides. */
    private static Value justify(Value.Text text, Arguments arguments, int where, Budget budget) {
        String fill = text(arguments.at(1, new Value.Text(" ")), "The fill character must be a unicode character");
        if (fill.codePointCount(0, fill.length()) != 1) {
            throw PythonError.type("The fill character must be exactly one character long");
        }
        int width = width(arguments.at(0), budget);
        int missing = Math.max(0, width - text.length());
        // CPython puts the odd one on the left if the width is odd.
        int left = where == 0 ? 0 : where == 1 ? missing : missing / 2 + (missing & width & 1);
        return new Value.Text(fill.repeat(left) + text.text() + fill.repeat(missing - left));
    }

    private static Value fillWithZeros(Value.Text text, Value width, Budget budget) {
        int missing = Math.max(0, width(width, budget) - text.length());
        String t = text.text();
        int sign = t.startsWith("-") || t.startsWith("+") ? 1 : 0;
        return new Value.Text(t.substring(0, sign) + "0".repeat(missing) + t.substring(sign));
    }

    private static int width(Value value, Budget budget) {
        BigInteger width = NumberFunctions.index(value);
        if (width.bitLength() > 31) {
            throw new UnsupportedCode("a text of that width");
        }
        budget.spendOnSize(Math.max(0, width.intValue()));
        return width.intValue();
    }

    private static String text(Value value, String complaint) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw PythonError.type(complaint + ", not " + value.type());
    }
}
