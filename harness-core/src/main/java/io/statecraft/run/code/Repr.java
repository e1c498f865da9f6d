package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/** Values as text: {@code str} for people, {@code repr} as in a program. */
final class Repr {
    private Repr() {}

    static String str(Value value, Budget budget) {
        return value instanceof Value.Text text ? text.text() : repr(value, budget);
    }

    static String repr(Value value, Budget budget) {
        budget.spend(1);
        if (value instanceof Value.None) {
            return "None";
        }
        if (value instanceof Value.Bool bool) {
            return bool == Value.Bool.TRUE ? "True" : "False";
        }
        if (value instanceof Value.Int number) {
            budget.spendOnBits(number.number().bitLength());
            return number.number().toString();
        }
        if (value instanceof Value.Float number) {
            budget.spendOnDigits();
            return FloatText.repr(number.number());
        }
        if (value instanceof Value.Text text) {
            budget.spendOnSize(text.text().length());
            return quoted(text.text());
        }
        budget.enter();
        String text = composite(value, budget);
        budget.leave();
        budget.spendOnSize(text.length());
        return text;
    }

    private static String composite(Value value, Budget budget) {
        if (value instanceof Value.Items list) {
            return "[" + joined(list.members(), budget) + "]";
        }
        if (value instanceof Value.Tuple tuple) {
            String members = joined(tuple.members(), budget);
            return "(" + members + (tuple.members().size() == 1 ? ",)" : ")");
        }
        if (value instanceof Value.View view) {
            return view.type() + "([" + joined(view.members(), budget) + "])";
        }
        if (value instanceof Value.Dict dict) {
            return dict.entries().values().stream()
                    .map(entry -> repr(entry.members().get(0), budget) + ": "
                            + repr(entry.members().get(1), budget))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Value.Members set) {
            return set(List.copyOf(set.members().values()), budget);
        }
        if (value instanceof Value.Range range) {
            String step = range.step().equals(BigInteger.ONE) ? "" : ", " + range.step();
            return "range(" + range.start() + ", " + range.stop() + step + ")";
        }
        if (value instanceof Value.Builtin builtin) {
            return Builtins.isType(builtin.name())
                    ? "<class '" + builtin.name() + "'>"
                    : "<built-in function " + builtin.name() + ">";
        }
        // Python prints their addresses.
        throw new UnsupportedCode("a " + value.type() + " as text");
    }

    private static String set(List<Value> members, Budget budget) {
        if (members.isEmpty()) {
            return "set()";
        }
        if (members.size() > 1) {
            // The order of Python's sets is its own.
            throw new UnsupportedCode("a set as text");
        }
        return "{" + joined(members, budget) + "}";
    }

    private static String joined(List<Value> members, Budget budget) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < members.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(repr(members.get(i), budget));
        }
        return out.toString();
    }

    /** In single quotes, or in double ones if that saves an escape. */
    static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(escape(c));
                    }
                }
            }
        });
        return out.append(quote).toString();
    }

    /** A text with escapes for all that is not ASCII. */
    static String ascii(String repr) {
        StringBuilder out = new StringBuilder();
        repr.codePoints().forEach(c -> out.append(c < 0x80 ? Character.toString(c) : escape(c)));
        return out.toString();
    }

    private static String escape(int c) {
        if (c < 0x100) {
            return String.format("\\x%02x", c);
        }
        return String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }

    private static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }
}
