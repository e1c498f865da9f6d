package io.statecraft.run.code;

import java.util.Set;

/** What can stand before a {@code =}, or after {@code for}. */
final class Targets {
    private Targets() {}

    /**
     * Refuses what cannot be assigned to.
     *
     * @throws CodeSyntaxError with Python's words
     */
    static void check(Expr target) {
        check(target, true);
    }

    private static void check(Expr target, boolean starredAllowed) {
        if (target instanceof Expr.Name || target instanceof Expr.Index || target instanceof Expr.Attribute) {
            return;
        }
        if (target instanceof Expr.Starred) {
            if (!starredAllowed) {
                throw new CodeSyntaxError("can't use starred expression here", target.at());
            }
            throw new UnsupportedCode("a starred target", target.at());
        }
        if (isSequence(target)) {
            target.parts().forEach(part -> check(part, true));
            return;
        }
        throw new CodeSyntaxError("cannot assign to " + describe(target), target.at());
    }

    /** Refuses what {@code +=} and its like cannot change. */
    static void checkAugmented(Expr target) {
        if (isSequence(target)) {
            throw new CodeSyntaxError(
                    "'" + describe(target) + "' is an illegal expression for augmented assignment", target.at());
        }
        check(target, false);
    }

    /** Refuses what {@code del} cannot remove. */
    static void checkDeleted(Expr target) {
        check(target, false);
    }

    /** Adds the variables that assigning to {@code target} sets. */
    static void collect(Expr target, Set<String> names) {
        if (target instanceof Expr.Name name) {
            names.add(name.name());
        } else if (isSequence(target)) {
            target.parts().forEach(part -> collect(part, names));
        }
    }

    static boolean isSequence(Expr target) {
        return target instanceof Expr.Display display
                && (display.kind() == Expr.Collection.TUPLE || display.kind() == Expr.Collection.LIST);
    }

    private static String describe(Expr target) {
        if (target instanceof Expr.Literal literal) {
            if (literal.value() instanceof Value.Bool bool) {
                return bool == Value.Bool.TRUE ? "True" : "False";
            }
            return literal.value() instanceof Value.None ? "None" : "literal";
        }
        if (target instanceof Expr.Call) {
            return "function call";
        }
        if (target instanceof Expr.Comparison) {
            return "comparison";
        }
        if (target instanceof Expr.Conditional) {
            return "conditional expression";
        }
        if (target instanceof Expr.Display display) {
            return switch (display.kind()) {
                case TUPLE -> "tuple";
                case LIST -> "list";
                default -> "set display";
            };
        }
        return target instanceof Expr.DictDisplay ? "dict literal" : "expression";
    }
}
