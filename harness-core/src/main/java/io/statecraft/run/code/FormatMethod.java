package io.statecraft.run.code;

/** {@code '{} of {name!r:>8}'.format(…)}: replaces the fields of a text by arguments. */
final class FormatMethod {
    private static final int MOST_LEVELS = 2;

    private final Arguments arguments;
    private final Budget budget;
    private int automatic;
    private boolean numbered;

    private FormatMethod(Arguments arguments, Budget budget) {
        this.arguments = arguments;
        this.budget = budget;
    }

    static Value apply(String template, Arguments arguments, Budget budget) {
        return new Value.Text(new FormatMethod(arguments, budget).expand(template, MOST_LEVELS));
    }

    private String expand(String template, int levels) {
        if (levels == 0) {
            throw PythonError.value("Max string recursion exceeded");
        }
        budget.spendOnSize(template.length());
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            boolean doubled = at < template.length() && template.charAt(at) == c;
            if ((c == '{' || c == '}') && doubled) {
                out.append(c);
                at++;
            } else if (c == '{') {
                int end = endOfField(template, at);
                out.append(field(template.substring(at, end), levels));
                at = end + 1;
            } else if (c == '}') {
                throw PythonError.value("Single '}' encountered in format string");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static int endOfField(String template, int from) {
        if (from == template.length()) {
            throw PythonError.value("Single '{' encountered in format string");
        }
        int depth = 1;
        for (int i = from; i < template.length(); i++) {
            char c = template.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw PythonError.value("expected '}' before end of string");
    }

    private String field(String field, int levels) {
        int nameEnd = 0;
        while (nameEnd < field.length() && ":!".indexOf(field.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        Value value = value(field.substring(0, nameEnd));
        int at = nameEnd;
        if (at < field.length() && field.charAt(at) == '!') {
            char conversion = at + 1 < field.length() ? field.charAt(at + 1) : 0;
            value = convert(value, conversion, budget);
            at += 2;
            if (at < field.length() && field.charAt(at) != ':') {
                throw PythonError.value("expected ':' after conversion specifier");
            }
        }
        String specification = at < field.length() ? field.substring(at + 1) : "";
        boolean plain = specification.indexOf('{') < 0 && specification.indexOf('}') < 0;
        return FormatSpec.format(value, plain ? specification : expand(specification, levels - 1), budget);
    }

    /** What {@code !r}, {@code !s} and {@code !a} make of a value. */
    static Value convert(Value value, char conversion, Budget budget) {
        return switch (conversion) {
            case 'r' -> new Value.Text(Repr.repr(value, budget));
            case 's' -> new Value.Text(Repr.str(value, budget));
            case 'a' -> new Value.Text(Repr.ascii(Repr.repr(value, budget)));
            default -> throw PythonError.value("Unknown conversion specifier '" + conversion + "'");
        };
    }

    private Value value(String name) {
        if (name.indexOf('{') >= 0) {
            throw PythonError.value("unexpected '{' in field name");
        }
        if (name.indexOf('.') >= 0 || name.indexOf('[') >= 0) {
            throw new UnsupportedCode("a path in a format");
        }
        boolean number = !name.isEmpty() && name.chars().allMatch(c -> Lexer.isDigit((char) c));
        if (!name.isEmpty() && !number) {
            Value value = arguments.named().get(name);
            if (value == null) {
                throw new PythonError("KeyError", Repr.repr(new Value.Text(name), budget));
            }
            return value;
        }
        if (number ? automatic > 0 : numbered) {
            throw PythonError.value(
                    number
                            ? "cannot switch from automatic field numbering to manual field specification"
                            : "cannot switch from manual field specification to automatic field numbering");
        }
        numbered |= number;
        int index = !number ? automatic++ : name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
        if (index >= arguments.positional().size()) {
            throw new PythonError(
                    "IndexError", "Replacement index " + index + " out of range for positional args tuple");
        }
        return arguments.positional().get(index);
    }
}
