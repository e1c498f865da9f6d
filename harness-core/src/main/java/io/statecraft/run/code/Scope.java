package io.statecraft.run.code;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of a script, or of a function's call or a comprehension within. */
final class Scope {
    private final Optional<Scope> enclosing;
    private final Kind kind;
    private final Set<String> locals;
    private final Map<String, Value> variables = new HashMap<>();

    private enum Kind {
        SCRIPT,
        FUNCTION,
        COMPREHENSION
    }

    private Scope(Optional<Scope> enclosing, Kind kind, Set<String> locals) {
        this.enclosing = enclosing;
        this.kind = kind;
        this.locals = locals;
    }

    /** The variables of a script, empty. */
    static Scope script() {
        return new Scope(Optional.empty(), Kind.SCRIPT, Set.of());
    }

    /** The variables of a call. */
    Scope call(Set<String> names) {
        return new Scope(Optional.of(this), Kind.FUNCTION, names);
    }

    /** The variables of a comprehension. */
    Scope comprehension() {
        return new Scope(Optional.of(this), Kind.COMPREHENSION, Set.of());
    }

    /**
     * The value of a variable here or around.
     *
     * @throws PythonError if a function reads what it assigns only later
     */
    Optional<Value> find(String name) {
        Scope scope = this;
        while (true) {
            Value value = scope.variables.get(name);
            if (value != null) {
                return Optional.of(value);
            }
            if (scope.locals.contains(name)) {
                String detail = scope == this
                        ? "cannot access local variable '" + name + "' where it is not associated with a value"
                        : "cannot access free variable '" + name
                                + "' where it is not associated with a value in enclosing scope";
                throw new PythonError(scope == this ? "UnboundLocalError" : "NameError", detail);
            }
            if (scope.enclosing.isEmpty()) {
                return Optional.empty();
            }
            scope = scope.enclosing.get();
        }
    }

    /** Assigns to a variable of this scope, or to the script's if a function says {@code global}. */
    void assign(String name, Value value) {
        boolean here = kind != Kind.FUNCTION || locals.contains(name);
        (here ? this : script(this)).variables.put(name, value);
    }

    /** Assigns as {@code :=} does: outside of comprehensions. */
    void assignNamed(String name, Value value) {
        Scope scope = this;
        while (scope.kind == Kind.COMPREHENSION) {
            scope = scope.enclosing.orElseThrow();
        }
        scope.variables.put(name, value);
    }

    /** Removes a variable; false if there is none. */
    boolean delete(String name) {
        boolean here = kind != Kind.FUNCTION || locals.contains(name);
        return (here ? this : script(this)).variables.remove(name) != null;
    }

    private static Scope script(Scope scope) {
        Scope outer = scope;
        while (outer.enclosing.isPresent()) {
            outer = outer.enclosing.get();
        }
        return outer;
    }
}
