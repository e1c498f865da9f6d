package io.statecraft.target.kernel;

import io.statecraft.posix.Symbols;
import io.statecraft.scenario.Expression;
import io.statecraft.target.UnknownCallException;
import io.statecraft.wire.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the arguments of a scenario's call as the kernel wants them, and writes what it returns in the scenario's notation. */
final class Operands {
    private Operands() {}

    /**
     * The value of a number, a symbol, or a combination of such.
     *
     * @throws UnknownCallException if it is something else, or does not fit 32 bits
     */
    static int integer(Expression expression) {
        long value = number(expression);
        if (value < Integer.MIN_VALUE || value > 0xffffffffL) {
            throw new UnknownCallException("the number " + value + " does not fit 32 bits");
        }
        return (int) value;
    }

    /** As {@link #integer}, of 64 bits. */
    static long number(Expression expression) {
        if (expression instanceof Expression.Number number) {
            return number.value();
        }
        if (expression instanceof Expression.Symbol symbol) {
            return Symbols.valueOf(symbol.name())
                    .orElseThrow(() -> new UnknownCallException("unknown symbol: '" + symbol.name() + "'"));
        }
        if (expression instanceof Expression.Or or) {
            return number(or.left()) | number(or.right());
        }
        if (expression instanceof Expression.Function function
                && function.arguments().size() == 1) {
            long value = number(function.arguments().get(0));
            return switch (function.name()) {
                case "htonl", "ntohl" -> Integer.toUnsignedLong(Integer.reverseBytes((int) value));
                case "htons", "ntohs" -> Short.toUnsignedInt(Short.reverseBytes((short) value));
                default -> throw new UnknownCallException("unknown function: '" + function.name() + "'");
            };
        }
        throw new UnknownCallException("a number is wanted, not " + kind(expression));
    }

    /** Whether it is {@code ...}. */
    static boolean isEllipsis(Expression expression) {
        return expression instanceof Expression.Ellipsis;
    }

    /** Whether it is {@code NULL} or 0. */
    static boolean isNull(Expression expression) {
        return expression instanceof Expression.Symbol symbol && symbol.name().equals("NULL")
                || expression instanceof Expression.Number number && number.value() == 0;
    }

    /** The elements of {@code [a, b]}. */
    static List<Expression> elements(Expression expression) {
        if (expression instanceof Expression.Array array) {
            return array.elements();
        }
        throw new UnknownCallException("an array is wanted, not " + kind(expression));
    }

    /** The one element of {@code [a]}. */
    static Expression element(Expression expression) {
        List<Expression> elements = elements(expression);
        if (elements.size() != 1) {
            throw new UnknownCallException("an array of one is wanted, not of " + elements.size());
        }
        return elements.get(0);
    }

    /** The structure that it is. */
    static Expression.Struct struct(Expression expression) {
        if (expression instanceof Expression.Struct struct) {
            return struct;
        }
        throw new UnknownCallException("a structure is wanted, not " + kind(expression));
    }

    /** The value of a member that has to be there. */
    static Expression member(Expression.Struct struct, String name) {
        return struct.field(name).orElseThrow(() -> new UnknownCallException("the member '" + name + "' is missing"));
    }

    /** The octets that a string stands for: UTF-8, with escapes. */
    static byte[] octets(Expression.Text text) {
        String raw = text.raw();
        ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            i++;
            char escaped = i < raw.length() ? raw.charAt(i) : 0;
            switch (escaped) {
                case 'n' -> octets.write('\n');
                case 'r' -> octets.write('\r');
                case 't' -> octets.write('\t');
                case 'f' -> octets.write('\f');
                case 'v' -> octets.write(0x0b);
                case '\\', '"' -> octets.write(escaped);
                case 'x' -> {
                    octets.write(hexOctet(raw, i + 1));
                    i += 2;
                }
                default -> throw new UnknownCallException("unknown escape in the string \"" + raw + "\"");
            }
        }
        return octets.toByteArray();
    }

    private static int hexOctet(String raw, int from) {
        try {
            return Integer.parseUnsignedInt(raw, from, Math.min(from + 2, raw.length()), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new UnknownCallException("two hex digits are wanted after \\x in the string \"" + raw + "\"");
        }
    }

    /** The address of {@code inet_addr("1.2.3.4")}. */
    static IpAddress ipAddress(Expression expression) {
        if (expression instanceof Expression.Function function
                && function.arguments().size() == 1
                && function.arguments().get(0) instanceof Expression.Text text) {
            try {
                return IpAddress.of(new String(octets(text), StandardCharsets.US_ASCII));
            } catch (IllegalArgumentException e) {
                throw new UnknownCallException(e.getMessage());
            }
        }
        throw new UnknownCallException("inet_addr(\"…\") is wanted, not " + kind(expression));
    }

    /** A number, in the scenario's notation. */
    static Expression of(long value) {
        return Expression.Number.of(value);
    }

    /** {@code [value]}. */
    static Expression pointerTo(long value) {
        return new Expression.Array(List.of(of(value)));
    }

    /** Octets as a string; those that are not printable ASCII as escapes. */
    static Expression.Text text(byte[] octets) {
        StringBuilder raw = new StringBuilder(octets.length);
        for (byte octet : octets) {
            if (octet == '\\' || octet == '"') {
                raw.append('\\').append((char) octet);
            } else if (octet >= ' ' && octet < 0x7f) {
                raw.append((char) octet);
            } else {
                raw.append(String.format("\\x%02x", octet));
            }
        }
        return new Expression.Text(raw.toString());
    }

    /** What sort of expression it is, for messages. */
    static String kind(Expression expression) {
        if (expression instanceof Expression.Symbol symbol) {
            return "the symbol '" + symbol.name() + "'";
        }
        if (expression instanceof Expression.Function function) {
            return function.name() + "(…)";
        }
        return switch (expression.getClass().getSimpleName()) {
            case "Ellipsis" -> "...";
            case "Text" -> "a string";
            case "Array" -> "an array";
            case "Struct" -> "a structure";
            default -> "a number";
        };
    }
}
