package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.Locale;

/**
 * What stands after the colon in {@code '{:>8}'} and {@code f'{x:.2f}'}: Python's format specification.
 *
 * @param align {@code < > = ^}, or 0
 * @param sign {@code + -}, a blank, or 0
 * @param grouping {@code ,} or {@code _}, or 0
 * @param precision -1 if it is not given
 * @param kind the letter at the end, or 0
 */
record FormatSpec(
        String fill, char align, char sign, boolean alternate, int width, char grouping, int precision, char kind) {

    /** A value formatted as {@code specification} says. */
    static String format(Value value, String specification, Budget budget) {
        if (specification.isEmpty()) {
            return Repr.str(value, budget);
        }
        FormatSpec spec = new FormatSpecParser(specification, value).parse();
        budget.spendOnDigits();
        String text;
        if (value instanceof Value.Text t) {
            text = spec.text(t.text());
        } else if (value instanceof Value.Float number) {
            text = spec.real(number.number());
        } else if (Numbers.whole(value).isPresent()) {
            text = spec.whole(value, budget);
        } else {
            throw PythonError.type("unsupported format string passed to " + value.type() + ".__format__");
        }
        budget.spendOnSize(text.length());
        return text;
    }

    private String text(String text) {
        if (kind != 0 && kind != 's') {
            throw unknown("str");
        }
        if (sign != 0) {
            throw PythonError.value("Sign not allowed in string format specifier");
        }
        if (alternate) {
            throw PythonError.value("Alternate form (#) not allowed in string format specifier");
        }
        if (align == '=') {
            throw PythonError.value("'=' alignment not allowed in string format specifier");
        }
        if (grouping != 0) {
            throw PythonError.value("Cannot specify '" + grouping + "' with 's'.");
        }
        boolean shorter = precision >= 0 && precision < text.codePointCount(0, text.length());
        String cut = shorter ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
        return padded("", cut, align == 0 ? '<' : align);
    }

    private String whole(Value value, Budget budget) {
        BigInteger number = Numbers.whole(value).orElseThrow();
        if ("eEfFgG%".indexOf(kind) >= 0) {
            return real(Numbers.real(value));
        }
        if (kind == 'c' || kind == 'n') {
            throw new UnsupportedCode("the format '" + kind + "'");
        }
        if (precision >= 0) {
            throw PythonError.value("Precision not allowed in integer format specifier");
        }
        budget.spendOnBits(number.bitLength());
        String digits;
        String prefix;
        int group = 4;
        switch (kind) {
            case 0, 'd' -> {
                digits = number.abs().toString();
                prefix = "";
                group = 3;
            }
            case 'x', 'X' -> {
                digits = number.abs().toString(16);
                prefix = "0x";
            }
            case 'o' -> {
                digits = number.abs().toString(8);
                prefix = "0o";
            }
            case 'b' -> {
                digits = number.abs().toString(2);
                prefix = "0b";
            }
            default -> throw unknown(value.type());
        }
        if (grouping == ',' && group == 4) {
            throw PythonError.value("Cannot specify ',' with '" + kind + "'.");
        }
        String head = signOf(number.signum() < 0) + (alternate ? prefix : "");
        String text = numeric(head, digits, "", group);
        return kind == 'X' ? text.toUpperCase(Locale.ROOT) : text;
    }

    private String real(double number) {
        String text =
                switch (kind) {
                    case 'f', 'F' -> FloatText.fixed(number, precision < 0 ? 6 : precision);
                    case 'e', 'E' -> FloatText.exponential(number, precision < 0 ? 6 : precision);
                    case 'g', 'G' -> FloatText.general(number, precision < 0 ? 6 : precision, alternate);
                    case '%' -> FloatText.fixed(number * 100, precision < 0 ? 6 : precision) + "%";
                    case 0 -> precision < 0 ? FloatText.repr(number) : FloatText.plain(number, precision);
                    case 'n' -> throw new UnsupportedCode("the format 'n'");
                    default -> throw unknown("float");
                };
        text = alternate ? FloatText.withPoint(text) : text;
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        if (Character.isUpperCase(kind)) {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        int end = 0;
        while (end < digits.length() && Lexer.isDigit(digits.charAt(end))) {
            end++;
        }
        return numeric(signOf(negative), digits.substring(0, end), digits.substring(end), 3);
    }

    private String signOf(boolean negative) {
        return negative ? "-" : sign == '+' ? "+" : sign == ' ' ? " " : "";
    }

    /** Groups the digits, and fills up with zeros within the groups where the width asks for it. */
    private String numeric(String head, String digits, String tail, int group) {
        char where = align == 0 ? '>' : align;
        String body = digits;
        if (where == '=' && fill.equals("0")) {
            int room = width - head.length() - tail.length();
            body = grouped(body, group);
            while (body.length() < room) {
                body = grouped("0" + body.replace(",", "").replace("_", ""), group);
            }
            return head + body + tail;
        }
        return padded(head, grouped(body, group) + tail, where);
    }

    private String grouped(String digits, int group) {
        if (grouping == 0) {
            return digits;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int i = digits.length() - group; i > 0; i -= group) {
            out.insert(i, grouping);
        }
        return out.toString();
    }

    private String padded(String head, String body, char where) {
        int missing = width - head.length() - body.codePointCount(0, body.length());
        if (missing <= 0) {
            return head + body;
        }
        return switch (where) {
            case '<' -> head + body + fill.repeat(missing);
            case '^' -> fill.repeat(missing / 2) + head + body + fill.repeat(missing - missing / 2);
            case '=' -> head + fill.repeat(missing) + body;
            default -> fill.repeat(missing) + head + body;
        };
    }

    private PythonError unknown(String type) {
        return PythonError.value("Unknown format code '" + kind + "' for object of type '" + type + "'");
    }
}
