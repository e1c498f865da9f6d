package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** {@code 'cwnd=%d' % tcpi_snd_cwnd}: the formats of C's printf, as Python has them. */
final class PercentFormat {
    /** Wider than any line; what is wider is an attempt at our memory. */
    static final int WIDEST = 10_000;

    private final String format;
    private final Value values;
    private final List<Value> arguments;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private int used;
    private boolean named;

    private PercentFormat(String format, Value values, Budget budget) {
        this.format = format;
        this.values = values;
        this.arguments = values instanceof Value.Tuple tuple ? tuple.members() : List.of(values);
        this.budget = budget;
    }

    /** The flags, width and precision of one conversion; -1 for a width or a precision that is not given. */
    private record Shape(String flags, int width, int precision) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    /** Replaces the conversions in {@code format} by the values: a tuple, a dict for {@code %(name)s}, or one value. */
    static Value apply(String format, Value values, Budget budget) {
        return new PercentFormat(format, values, budget).apply();
    }

    private Value apply() {
        budget.spendOnSize(format.length());
        while (position < format.length()) {
            char c = format.charAt(position++);
            if (c != '%') {
                out.append(c);
            } else {
                conversion();
            }
        }
        boolean all = used >= arguments.size() || named || isMapping();
        if (!all) {
            throw PythonError.type("not all arguments converted during string formatting");
        }
        return new Value.Text(out.toString());
    }

    /** Values that may be left over: Python looks up names in all that has {@code []} but is neither tuple nor string. */
    private boolean isMapping() {
        return values instanceof Value.Dict || values instanceof Value.Items || values instanceof Value.Range;
    }

    private void conversion() {
        int from = position;
        Value keyed = here() == '(' ? byName() : null;
        int flagsFrom = position;
        while (position < format.length() && "-+ #0".indexOf(here()) >= 0) {
            position++;
        }
        String flags = format.substring(flagsFrom, position);
        int width = amount();
        if (width < -1) {
            // A negative width from an argument means the left.
            flags += "-";
            width = -width;
        }
        int precision = -1;
        if (here() == '.') {
            position++;
            precision = here() == '*' || Lexer.isDigit(here()) ? Math.max(0, amount()) : 0;
        }
        while ("hlL".indexOf(here()) >= 0 && position < format.length()) {
            position++;
        }
        if (position >= format.length()) {
            throw PythonError.value("incomplete format");
        }
        char kind = format.charAt(position++);
        if (kind == '%' && position - 1 == from) {
            out.append('%');
            return;
        }
        Value value = keyed != null ? keyed : argument();
        if ("diuoxXeEfFgGcrsa".indexOf(kind) < 0) {
            throw PythonError.value(String.format(
                    Locale.ROOT,
                    "unsupported format character '%c' (0x%x) at index %d",
                    kind,
                    (int) kind,
                    position - 1));
        }
        String text = convert(kind, value, new Shape(flags, width, precision));
        budget.spendOnSize(text.length());
        out.append(text);
    }

    private Value byName() {
        if (!(values instanceof Value.Dict dict)) {
            throw PythonError.type("format requires a mapping");
        }
        int depth = 1;
        int from = ++position;
        while (position < format.length() && depth > 0) {
            char c = format.charAt(position++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        if (depth > 0) {
            throw PythonError.value("incomplete format key");
        }
        named = true;
        Value key = new Value.Text(format.substring(from, position - 1));
        return Dicts.get(dict, key, budget).orElseThrow(() -> new PythonError("KeyError", Repr.repr(key, budget)));
    }

    /** A width or a precision: digits, {@code *} for the next argument, or -1. */
    private int amount() {
        if (here() == '*') {
            position++;
            Value value = argument();
            BigInteger number = Numbers.whole(value).orElseThrow(() -> PythonError.type("* wants int"));
            return checkWidth(number.bitLength() > 31 ? Integer.MAX_VALUE : number.intValue());
        }
        int from = position;
        while (Lexer.isDigit(here())) {
            position++;
        }
        if (from == position) {
            return -1;
        }
        String digits = format.substring(from, position);
        return checkWidth(digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits));
    }

    private static int checkWidth(int width) {
        if (width > WIDEST || width < -WIDEST) {
            throw new UnsupportedCode("a format wider than " + WIDEST);
        }
        return width;
    }

    private Value argument() {
        if (named || used >= arguments.size()) {
            throw PythonError.type("not enough arguments for format string");
        }
        return arguments.get(used++);
    }

    private String convert(char kind, Value value, Shape shape) {
        switch (kind) {
            case 's':
                return padded(cut(Repr.str(value, budget), shape), shape);
            case 'r':
                return padded(cut(Repr.repr(value, budget), shape), shape);
            case 'a':
                return padded(cut(Repr.ascii(Repr.repr(value, budget)), shape), shape);
            case 'c':
                return padded(character(value), shape);
            case 'd', 'i', 'u':
                return number(whole(kind, value), 10, "", shape);
            case 'o':
                return number(whole(kind, value), 8, "0o", shape);
            case 'x':
                return number(whole(kind, value), 16, "0x", shape);
            case 'X':
                return number(whole(kind, value), 16, "0X", shape).toUpperCase(Locale.ROOT);
            default:
                return real(kind, value, shape);
        }
    }

    private static String cut(String text, Shape shape) {
        boolean shorter = shape.precision() >= 0 && shape.precision() < text.codePointCount(0, text.length());
        return shorter ? text.substring(0, text.offsetByCodePoints(0, shape.precision())) : text;
    }

    private static String character(Value value) {
        if (value instanceof Value.Text text && text.length() == 1) {
            return text.text();
        }
        BigInteger code = Numbers.whole(value).orElseThrow(() -> PythonError.type("%c requires int or char"));
        if (code.signum() < 0 || code.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) > 0) {
            throw new PythonError("OverflowError", "%c arg not in range(0x110000)");
        }
        return Character.toString(code.intValue());
    }

    private static BigInteger whole(char kind, Value value) {
        if (value instanceof Value.Float real && (kind == 'd' || kind == 'i' || kind == 'u')) {
            return RealNumbers.truncate(real.number());
        }
        boolean decimal = kind == 'd' || kind == 'i' || kind == 'u';
        String wanted = decimal ? "a real number is required" : "an integer is required";
        return Numbers.whole(value)
                .orElseThrow(() -> PythonError.type("%" + kind + " format: " + wanted + ", not " + value.type()));
    }

    private String number(BigInteger number, int radix, String prefix, Shape shape) {
        budget.spendOnBits(number.bitLength());
        String digits = number.abs().toString(radix);
        if (shape.precision() > digits.length()) {
            digits = "0".repeat(shape.precision() - digits.length()) + digits;
        }
        return signed(number.signum() < 0, shape.has('#') ? prefix : "", digits, shape);
    }

    private String real(char kind, Value value, Shape shape) {
        if (!Numbers.isNumber(value)) {
            throw PythonError.type("must be real number, not " + value.type());
        }
        budget.spendOnDigits();
        double number = Numbers.real(value);
        int precision = shape.precision() < 0 ? 6 : shape.precision();
        String text =
                switch (kind) {
                    case 'f', 'F' -> FloatText.fixed(number, precision);
                    case 'e', 'E' -> FloatText.exponential(number, precision);
                    default -> FloatText.general(number, precision, shape.has('#'));
                };
        if (shape.has('#')) {
            text = FloatText.withPoint(text);
        }
        if (Character.isUpperCase(kind)) {
            text = text.toUpperCase(Locale.ROOT);
        }
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        return signed(negative, "", digits, shape);
    }

    private static String signed(boolean negative, String prefix, String digits, Shape shape) {
        String sign = negative ? "-" : shape.has('+') ? "+" : shape.has(' ') ? " " : "";
        String head = sign + prefix;
        int missing = shape.width() - head.length() - digits.length();
        if (missing > 0 && shape.has('0') && !shape.has('-')) {
            return head + "0".repeat(missing) + digits;
        }
        return padded(head + digits, shape);
    }

    private static String padded(String text, Shape shape) {
        int missing = shape.width() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        return shape.has('-') ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }

    private char here() {
        return position < format.length() ? format.charAt(position) : 0;
    }
}
