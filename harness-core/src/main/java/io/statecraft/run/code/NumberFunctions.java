package io.statecraft.run.code;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code abs}, {@code int}, {@code round} and their like. */
final class NumberFunctions {
    static final Map<String, BuiltinFunction> TABLE = Map.ofEntries(
            entry("abs", (a, run) -> abs(a.expect("abs", 1, 1).at(0))),
            entry("bool", (a, run) -> Value.of(a.expect("bool", 0, 1).count() == 1 && Operators.truth(a.at(0)))),
            entry("int", (a, run) -> toInt(a.expect("int", 0, 2, Set.of("base")), run.budget())),
            entry("float", (a, run) -> toFloat(a.expect("float", 0, 1), run.budget())),
            entry("round", (a, run) -> round(a.expect("round", 1, 2, Set.of("ndigits")), run.budget())),
            entry("divmod", (a, run) -> divmod(a.expect("divmod", 2, 2), run.budget())),
            entry("pow", (a, run) -> pow(a.expect("pow", 2, 3), run.budget())));

    /** No group repeats, so that matching does not recurse. */
    private static final Pattern FLOAT = Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

    private static final BigInteger MOST_DIGITS = BigInteger.valueOf(400);

    private NumberFunctions() {}

    private static Value abs(Value value) {
        Optional<BigInteger> whole = Numbers.whole(value);
        if (whole.isPresent()) {
            return Value.of(whole.get().abs());
        }
        if (value instanceof Value.Float real) {
            return new Value.Float(Math.abs(real.number()));
        }
        throw PythonError.type("bad operand type for abs(): '" + value.type() + "'");
    }

    private static Value toInt(Arguments arguments, Budget budget) {
        if (arguments.count() == 0 && arguments.named().isEmpty()) {
            return Value.of(0);
        }
        Value value = arguments.at(0, Value.None.NONE);
        Value base = arguments.named().getOrDefault("base", arguments.at(1, Value.None.NONE));
        int radix = base instanceof Value.None ? 10 : radix(base);
        if (value instanceof Value.Text text) {
            return parse(text, radix, budget);
        }
        if (!(base instanceof Value.None)) {
            throw PythonError.type("int() can't convert non-string with explicit base");
        }
        if (value instanceof Value.Float real) {
            return Value.of(RealNumbers.truncate(real.number()));
        }
        return Value.of(Numbers.whole(value)
                .orElseThrow(() -> PythonError.type("int() argument must be a string, a bytes-like object "
                        + "or a real number, not '" + value.type() + "'")));
    }

    private static int radix(Value base) {
        BigInteger number = index(base);
        boolean known = number.signum() == 0
                || number.compareTo(BigInteger.TWO) >= 0 && number.compareTo(BigInteger.valueOf(36)) <= 0;
        if (!known) {
            throw PythonError.value("int() base must be >= 2 and <= 36, or 0");
        }
        return number.intValue();
    }

    private static Value parse(Value.Text text, int base, Budget budget) {
        budget.spendOnSize(text.text().length());
        PythonError invalid =
                PythonError.value("invalid literal for int() with base " + base + ": " + Repr.repr(text, budget));
        String digits = text.text().strip().toLowerCase(Locale.ROOT);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        String prefix = digits.length() > 2 ? digits.substring(0, 2) : "";
        int prefixed = prefix.equals("0x") ? 16 : prefix.equals("0o") ? 8 : prefix.equals("0b") ? 2 : 0;
        int radix = base;
        if (prefixed != 0 && (base == prefixed || base == 0)) {
            radix = prefixed;
            digits = digits.substring(digits.charAt(2) == '_' ? 3 : 2);
        } else if (base == 0) {
            radix = 10;
            if (digits.startsWith("0") && digits.chars().anyMatch(c -> c != '0' && c != '_')) {
                throw invalid;
            }
        }
        boolean underscores = digits.startsWith("_") || digits.endsWith("_") || digits.contains("__");
        digits = digits.replace("_", "");
        int r = radix;
        if (underscores || digits.isEmpty() || digits.chars().anyMatch(c -> c > 'z' || Character.digit(c, r) < 0)) {
            throw invalid;
        }
        budget.spendOnBits(digits.length() * 3L);
        BigInteger number = new BigInteger(digits, radix);
        return Value.of(negative ? number.negate() : number);
    }

    private static Value toFloat(Arguments arguments, Budget budget) {
        Value value = arguments.at(0, Value.of(0));
        if (Numbers.isNumber(value)) {
            return new Value.Float(Numbers.real(value));
        }
        if (!(value instanceof Value.Text text)) {
            throw PythonError.type("float() argument must be a string or a real number, not '" + value.type() + "'");
        }
        budget.spendOnSize(text.text().length());
        String digits = text.text().strip();
        if (FLOAT.matcher(digits).matches()) {
            return new Value.Float(Double.parseDouble(digits));
        }
        String word = digits.toLowerCase(Locale.ROOT);
        double sign = word.startsWith("-") ? -1 : 1;
        if (List.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity").contains(word)) {
            return new Value.Float(sign * Double.POSITIVE_INFINITY);
        }
        if (List.of("nan", "+nan", "-nan").contains(word)) {
            return new Value.Float(Double.NaN);
        }
        if (digits.indexOf('_') >= 0) {
            throw new UnsupportedCode("underscores in the argument of float()");
        }
        throw PythonError.value("could not convert string to float: '" + text.text() + "'");
    }

    private static Value round(Arguments arguments, Budget budget) {
        budget.spendOnDigits();
        Value value = arguments.at(0);
        Value digits = arguments.named().getOrDefault("ndigits", arguments.at(1, Value.None.NONE));
        if (!Numbers.isNumber(value)) {
            throw PythonError.type("type " + value.type() + " doesn't define __round__ method");
        }
        if (digits instanceof Value.None) {
            return Value.of(
                    value instanceof Value.Float real
                            ? RealNumbers.round(real.number())
                            : Numbers.whole(value).orElseThrow());
        }
        BigInteger places = index(digits).max(MOST_DIGITS.negate()).min(MOST_DIGITS);
        if (value instanceof Value.Float real) {
            return new Value.Float(RealNumbers.round(real.number(), places.intValue()));
        }
        BigInteger whole = Numbers.whole(value).orElseThrow();
        if (places.signum() >= 0) {
            return Value.of(whole);
        }
        if (index(digits).compareTo(MOST_DIGITS.negate()) < 0) {
            throw new UnsupportedCode("round() to that many digits");
        }
        return Value.of(new BigDecimal(whole)
                .setScale(places.intValue(), RoundingMode.HALF_EVEN)
                .toBigInteger());
    }

    private static Value divmod(Arguments arguments, Budget budget) {
        Value left = arguments.at(0);
        Value right = arguments.at(1);
        if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
            throw PythonError.type(
                    "unsupported operand type(s) for divmod(): '" + left.type() + "' and '" + right.type() + "'");
        }
        boolean real = left instanceof Value.Float || right instanceof Value.Float;
        if (real && Numbers.real(right) == 0) {
            throw new PythonError("ZeroDivisionError", "float divmod()");
        }
        return new Value.Tuple(List.of(
                Operators.binary(BinaryOperator.FLOOR_DIVIDE, left, right, budget),
                Operators.binary(BinaryOperator.MODULO, left, right, budget)));
    }

    private static Value pow(Arguments arguments, Budget budget) {
        if (arguments.count() == 2 || arguments.at(2) instanceof Value.None) {
            return Operators.binary(BinaryOperator.POWER, arguments.at(0), arguments.at(1), budget);
        }
        Optional<BigInteger> base = Numbers.whole(arguments.at(0));
        Optional<BigInteger> exponent = Numbers.whole(arguments.at(1));
        Optional<BigInteger> modulus = Numbers.whole(arguments.at(2));
        if (base.isEmpty() || exponent.isEmpty() || modulus.isEmpty()) {
            throw PythonError.type("pow() 3rd argument not allowed unless all arguments are integers");
        }
        if (modulus.get().signum() == 0) {
            throw PythonError.value("pow() 3rd argument cannot be 0");
        }
        long bits = modulus.get().bitLength();
        if (exponent.get().signum() < 0 || bits > 256 || exponent.get().bitLength() > 256) {
            throw new UnsupportedCode("pow() with these numbers");
        }
        budget.spend(256);
        BigInteger power = base.get().modPow(exponent.get(), modulus.get().abs());
        return Value.of(Numbers.modulo(power, modulus.get()));
    }

    /** A value as a position or a count. */
    static BigInteger index(Value value) {
        return Numbers.whole(value)
                .orElseThrow(
                        () -> PythonError.type("'" + value.type() + "' object cannot be interpreted as an integer"));
    }
}
