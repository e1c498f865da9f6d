package io.statecraft.run.code;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code str}, {@code print}, {@code hex} and their like. */
final class TextFunctions {
    static final Map<String, BuiltinFunction> TABLE = Map.ofEntries(
            entry("str", (a, run) -> str(a, run.budget())),
            entry(
                    "repr",
                    (a, run) -> new Value.Text(Repr.repr(a.expect("repr", 1, 1).at(0), run.budget()))),
            entry(
                    "ascii",
                    (a, run) -> new Value.Text(
                            Repr.ascii(Repr.repr(a.expect("ascii", 1, 1).at(0), run.budget())))),
            entry("format", (a, run) -> format(a.expect("format", 1, 2), run.budget())),
            entry("hex", (a, run) -> digits(a.expect("hex", 1, 1).at(0), 16, "0x", run.budget())),
            entry("oct", (a, run) -> digits(a.expect("oct", 1, 1).at(0), 8, "0o", run.budget())),
            entry("bin", (a, run) -> digits(a.expect("bin", 1, 1).at(0), 2, "0b", run.budget())),
            entry("chr", (a, run) -> chr(a.expect("chr", 1, 1).at(0))),
            entry("ord", (a, run) -> ord(a.expect("ord", 1, 1).at(0))),
            entry("isinstance", (a, run) -> Value.of(isInstance(a.expect("isinstance", 2, 2)))),
            entry("print", (a, run) -> print(a, run)));

    private TextFunctions() {}

    private static Value str(Arguments arguments, Budget budget) {
        if (arguments.count() > 1 || !arguments.named().isEmpty()) {
            throw new UnsupportedCode("str() of bytes");
        }
        return new Value.Text(arguments.count() == 0 ? "" : Repr.str(arguments.at(0), budget));
    }

    private static Value format(Arguments arguments, Budget budget) {
        if (!(arguments.at(1, new Value.Text("")) instanceof Value.Text specification)) {
            throw PythonError.type(
                    "format() argument 2 must be str, not " + arguments.at(1).type());
        }
        return new Value.Text(FormatSpec.format(arguments.at(0), specification.text(), budget));
    }

    private static Value digits(Value value, int radix, String prefix, Budget budget) {
        BigInteger number = NumberFunctions.index(value);
        budget.spendOnBits(number.bitLength());
        String sign = number.signum() < 0 ? "-" : "";
        return new Value.Text(sign + prefix + number.abs().toString(radix));
    }

    private static Value chr(Value value) {
        BigInteger code = NumberFunctions.index(value);
        if (code.bitLength() > 31) {
            throw new PythonError("OverflowError", "Python int too large to convert to C int");
        }
        if (code.signum() < 0 || code.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) > 0) {
            throw PythonError.value("chr() arg not in range(0x110000)");
        }
        return new Value.Text(Character.toString(code.intValue()));
    }

    private static Value ord(Value value) {
        if (!(value instanceof Value.Text text)) {
            throw PythonError.type("ord() expected string of length 1, but " + value.type() + " found");
        }
        if (text.length() != 1) {
            throw PythonError.type("ord() expected a character, but string of length " + text.length() + " found");
        }
        return Value.of(text.text().codePointAt(0));
    }

    private static boolean isInstance(Arguments arguments) {
        Value value = arguments.at(0);
        Value wanted = arguments.at(1);
        List<Value> types = wanted instanceof Value.Tuple tuple ? tuple.members() : List.of(wanted);
        boolean found = false;
        for (Value type : types) {
            if (!(type instanceof Value.Builtin builtin) || !Builtins.isType(builtin.name())) {
                throw PythonError.type("isinstance() arg 2 must be a type, a tuple of types, or a union");
            }
            boolean truthAsInt = value instanceof Value.Bool && builtin.name().equals("int");
            found |= builtin.name().equals(value.type()) || truthAsInt;
        }
        return found;
    }

    private static Value print(Arguments arguments, Interpreter run) {
        arguments.expect("print", 0, Integer.MAX_VALUE, Set.of("sep", "end", "flush", "file"));
        if (arguments.named().containsKey("file")) {
            throw new UnsupportedCode("print() to a file");
        }
        String separator = separator(arguments, "sep", " ");
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < arguments.count(); i++) {
            String text = Repr.str(arguments.at(i), run.budget());
            run.budget().spendOnSize((long) text.length() + separator.length());
            line.append(i == 0 ? "" : separator).append(text);
        }
        run.print(line.append(separator(arguments, "end", "\n")).toString());
        return Value.None.NONE;
    }

    private static String separator(Arguments arguments, String name, String otherwise) {
        Value value = arguments.named().getOrDefault(name, Value.None.NONE);
        if (value instanceof Value.None) {
            return otherwise;
        }
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw PythonError.type(name + " must be None or a string, not " + value.type());
    }
}
