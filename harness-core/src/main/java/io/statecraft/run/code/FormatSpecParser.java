package io.statecraft.run.code;

/** Reads {@code [[fill]align][sign][z][#][0][width][grouping][.precision][kind]}. */
final class FormatSpecParser {
    private final String text;
    private final Value value;
    private int position;

    FormatSpecParser(String text, Value value) {
        this.text = text;
        this.value = value;
    }

    FormatSpec parse() {
        String fill = " ";
        char align = 0;
        boolean fillGiven = false;
        int first = text.isEmpty() ? 0 : Character.charCount(text.codePointAt(0));
        if (first < text.length() && isAlign(text.charAt(first))) {
            fill = text.substring(0, first);
            align = text.charAt(first);
            position = first + 1;
            fillGiven = true;
        } else if (isAlign(here())) {
            align = text.charAt(position++);
        }
        char sign = oneOf("+- ");
        if (here() == 'z') {
            throw new UnsupportedCode("the format 'z'");
        }
        boolean alternate = oneOf("#") != 0;
        if (!fillGiven && here() == '0') {
            position++;
            fill = "0";
            if (align == 0 && !(value instanceof Value.Text)) {
                align = '=';
            }
        }
        int width = amount();
        char grouping = oneOf(",_");
        int precision = -1;
        if (here() == '.') {
            position++;
            precision = amount();
            if (precision < 0) {
                throw PythonError.value("Format specifier missing precision");
            }
        }
        char kind = here();
        if (position + (kind == 0 ? 0 : 1) != text.length()) {
            throw PythonError.value(
                    "Invalid format specifier '" + text + "' for object of type '" + value.type() + "'");
        }
        return new FormatSpec(fill, align, sign, alternate, Math.max(0, width), grouping, precision, kind);
    }

    private int amount() {
        int from = position;
        while (Lexer.isDigit(here())) {
            position++;
        }
        if (from == position) {
            return -1;
        }
        String digits = text.substring(from, position);
        if (digits.length() > 9 || Integer.parseInt(digits) > PercentFormat.WIDEST) {
            throw new UnsupportedCode("a format wider than " + PercentFormat.WIDEST);
        }
        return Integer.parseInt(digits);
    }

    private char oneOf(String allowed) {
        char c = here();
        if (c == 0 || allowed.indexOf(c) < 0) {
            return 0;
        }
        position++;
        return c;
    }

    private static boolean isAlign(char c) {
        return c == '<' || c == '>' || c == '=' || c == '^';
    }

    private char here() {
        return position < text.length() ? text.charAt(position) : 0;
    }
}
