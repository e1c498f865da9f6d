package io.statecraft.script;

import io.statecraft.scenario.Expression;
import io.statecraft.scenario.OuterHeader;
import java.util.Collection;
import java.util.StringJoiner;

/** Writes arguments of calls. */
final class ExpressionNotation {
    private ExpressionNotation() {}

    static String list(String open, Collection<? extends Expression> elements, String close) {
        StringJoiner list = new StringJoiner(", ", open, close);
        elements.forEach(element -> list.add(expression(element)));
        return list.toString();
    }

    static String expression(Expression expression) {
        if (expression instanceof Expression.Ellipsis) {
            return "...";
        } else if (expression instanceof Expression.Number number) {
            return number.hex() ? "0x" + Long.toHexString(number.value()) : Long.toString(number.value());
        } else if (expression instanceof Expression.Symbol symbol) {
            return symbol.name();
        } else if (expression instanceof Expression.Text text) {
            return '"' + text.raw() + '"';
        } else if (expression instanceof Expression.Or or) {
            return expression(or.left()) + '|' + expression(or.right());
        } else if (expression instanceof Expression.Array array) {
            return list("[", array.elements(), "]");
        } else if (expression instanceof Expression.Struct struct) {
            return list("{", struct.fields(), "}");
        } else if (expression instanceof Expression.Field field) {
            return field(field);
        } else if (expression instanceof Expression.Function function) {
            return function.name() + list("(", function.arguments(), ")");
        } else if (expression instanceof Expression.LabelStack stack) {
            return '{' + labels(stack.entries()) + '}';
        }
        return '{' + gre(((Expression.GreHeader) expression).header()) + '}';
    }

    private static String field(Expression.Field field) {
        String value = expression(field.value());
        if (field.name().isEmpty()) {
            return value;
        }
        String size = field.size().map(given -> '(' + expression(given) + ')').orElse("");
        return field.name().get() + size + '=' + value;
    }

    /** {@code (label 1, tc 0, [S], ttl 64) …}. */
    static String labels(Collection<OuterHeader.Mpls.Entry> entries) {
        StringJoiner stack = new StringJoiner(" ");
        for (OuterHeader.Mpls.Entry entry : entries) {
            stack.add("(label " + entry.label() + ", tc " + entry.trafficClass() + (entry.bottom() ? ", [S]" : "")
                    + ", ttl " + entry.ttl() + ')');
        }
        return stack.toString();
    }

    /** {@code flags 0x2000, sum 0, off 0, key=5, seq 0}. */
    static String gre(OuterHeader.Gre gre) {
        return "flags 0x" + Integer.toHexString(gre.flags()) + ", sum " + gre.checksum() + ", off " + gre.offset()
                + ", key=" + Integer.toUnsignedString(gre.key().orElse(0))
                + ", seq " + Integer.toUnsignedString(gre.sequence().orElse(0));
    }
}
