package io.statecraft.run;

import io.statecraft.run.mapping.Difference;
import io.statecraft.scenario.Expression;
import io.statecraft.script.ScriptPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Compares what a call gave back with what the script expects, member by member: {@code ...} is anything.
 *
 * @param values of the target
 * @param origin the scenario's start, by the target's clock
 * @param tolerance of times in what a call gives back, in nanoseconds
 */
record ValueComparison(Values values, long origin, long tolerance) {
    private static final long SECOND = 1_000_000_000;
    private static final long MICROSECOND = 1_000;

    /** What the names of statistics begin with. */
    private static final String STATISTIC = "TCP_NLA_";

    /** Statistics that are times in microseconds. */
    private static final Set<String> DURATIONS =
            Set.of("TCP_NLA_BUSY", "TCP_NLA_RWND_LIMITED", "TCP_NLA_SNDBUF_LIMITED");

    /** The members in which {@code actual} is not what is expected; none if it is. A number alone has no name. */
    List<Difference> differences(Expression expected, Expression actual) {
        List<Difference> differences = new ArrayList<>();
        compare("", expected, actual, differences);
        return differences;
    }

    private void compare(String path, Expression expected, Expression actual, List<Difference> differences) {
        if (expected instanceof Expression.Ellipsis || actual instanceof Expression.Ellipsis) {
            return;
        }
        if (expected instanceof Expression.Array wanted && actual instanceof Expression.Array got) {
            compareAll(path, wanted, got, differences);
        } else if (expected instanceof Expression.Struct wanted && actual instanceof Expression.Struct got) {
            compareMembers(path, wanted, got, differences);
        } else if (!same(expected, actual)) {
            differences.add(new Difference(
                    path,
                    ScriptPrinter.expression(expected),
                    ScriptPrinter.expression(SymbolicNumber.like(expected, actual, values))));
        }
    }

    private boolean same(Expression expected, Expression actual) {
        if (expected instanceof Expression.Text wanted && actual instanceof Expression.Text got) {
            return TextEscapes.decode(wanted.raw()).equals(TextEscapes.decode(got.raw()));
        } else if (expected instanceof Expression.Function wanted
                && actual instanceof Expression.Function got
                && wanted.name().equals(got.name())) {
            return differences(new Expression.Array(wanted.arguments()), new Expression.Array(got.arguments()))
                    .isEmpty();
        }
        OptionalLong wanted = values.number(expected);
        OptionalLong got = values.number(actual);
        return wanted.isPresent() && got.isPresent()
                ? (int) wanted.getAsLong() == (int) got.getAsLong() || wanted.getAsLong() == got.getAsLong()
                : expected.equals(actual);
    }

    /** A pointer to one thing is that thing; of several each has its place. */
    private void compareAll(
            String path, Expression.Array expected, Expression.Array actual, List<Difference> differences) {
        List<Expression> wanted = expected.elements();
        List<Expression> got = actual.elements();
        if (wanted.size() != got.size()) {
            differences.add(new Difference(path, ScriptPrinter.expression(expected), ScriptPrinter.expression(actual)));
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            boolean pointer = wanted.size() == 1 && path.isEmpty() && !(wanted.get(i) instanceof Expression.Struct);
            compare(pointer ? path : path + "[" + i + "]", wanted.get(i), got.get(i), differences);
        }
    }

    /** Members that the target did not give back were input; {@code revents} that the script leaves out are none. */
    private void compareMembers(
            String path, Expression.Struct expected, Expression.Struct actual, List<Difference> differences) {
        if (expected.field("scm_sec").isPresent() && actual.field("scm_sec").isPresent()) {
            long wanted = time(expected);
            long got = time(actual) - origin;
            if (wanted != 0 && Math.abs(got - wanted) > tolerance) {
                differences.add(new Difference(path, ScriptPrinter.expression(expected), stamp(got)));
            }
            return;
        }
        if (isStatistics(expected) && !names(expected).equals(names(actual))) {
            differences.add(new Difference(path, ScriptPrinter.expression(expected), ScriptPrinter.expression(actual)));
            return;
        }
        for (int i = 0; i < expected.fields().size(); i++) {
            Expression.Field field = expected.fields().get(i);
            Optional<Expression> got = field.name().isPresent()
                    ? actual.field(field.name().get())
                    : i < actual.fields().size()
                            ? Optional.of(actual.fields().get(i).value())
                            : Optional.empty();
            if (got.isPresent() && !isInTolerance(field, got.get())) {
                compare(under(path, field.name().orElse("[" + i + "]")), field.value(), got.get(), differences);
            }
        }
        Optional<Expression> revents = actual.field("revents");
        if (expected.field("revents").isEmpty() && revents.isPresent()) {
            compare(under(path, "revents"), Expression.Number.of(0), revents.get(), differences);
        }
    }

    private static String under(String path, String name) {
        return path.isEmpty() || name.startsWith("[") ? path + name : path + "." + name;
    }

    private static boolean isStatistics(Expression.Struct struct) {
        return names(struct).stream().anyMatch(name -> name.startsWith(STATISTIC));
    }

    private static List<String> names(Expression.Struct struct) {
        return struct.fields().stream().map(field -> field.name().orElse("")).toList();
    }

    /** The kernel's timestamp of a packet, which the script counts from its start and the target by its clock. */
    private long time(Expression.Struct stamp) {
        return stamp.field("scm_sec").map(this::orZero).orElse(0L) * SECOND
                + stamp.field("scm_nsec").map(this::orZero).orElse(0L);
    }

    private static String stamp(long time) {
        return "{scm_sec=" + time / SECOND + ", scm_nsec=" + time % SECOND + "}";
    }

    private boolean isInTolerance(Expression.Field expected, Expression actual) {
        long wanted = orZero(expected.value());
        return expected.name().map(DURATIONS::contains).orElse(false)
                && wanted != 0
                && Math.abs(orZero(actual) - wanted) * MICROSECOND <= tolerance;
    }

    private long orZero(Expression expression) {
        return values.number(expression).orElse(0);
    }
}
