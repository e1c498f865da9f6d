package io.statecraft.run.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the parts of an evaluation share: the meaning of names, calls, the budget, and what was printed. */
final class Interpreter {
    private final Constants constants;
    private final Budget budget;
    private final StringBuilder output = new StringBuilder();
    private final Evaluator evaluator = new Evaluator(this);
    private final Executor executor = new Executor(this, evaluator);

    Interpreter(Constants constants, Budget budget) {
        this.constants = constants;
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    String output() {
        return output.toString();
    }

    void print(String text) {
        output.append(text);
    }

    void run(List<Stmt> statements, Scope script) {
        executor.run(statements, script);
    }

    /**
     * What a name stands for: a variable, a constant of the stack, or something of Python's.
     *
     * @throws PythonError if nobody knows it
     * @throws UnsupportedCode if Python knows it, or the stack should
     */
    Value lookup(String name, Scope scope) {
        var variable = scope.find(name);
        if (variable.isPresent()) {
            return variable.get();
        }
        var constant = constants.valueOf(name);
        if (constant.isPresent()) {
            return Value.of(constant.getAsLong());
        }
        return Builtins.find(name).orElseThrow(() -> unknown(name));
    }

    private static RuntimeException unknown(String name) {
        if (Builtins.isForeign(name)) {
            return new UnsupportedCode(name);
        }
        if (SnapshotFields.contains(name)) {
            // The stack does not break a rule by keeping it to itself.
            return new UnsupportedCode(SnapshotFields.notShown(name));
        }
        return new PythonError("NameError", "name '" + name + "' is not defined");
    }

    Value call(Value callee, Arguments arguments) {
        budget.spend(1);
        budget.enter();
        Value result = dispatch(callee, arguments);
        budget.leave();
        return result;
    }

    private Value dispatch(Value callee, Arguments arguments) {
        if (callee instanceof Value.Builtin builtin) {
            return Builtins.call(builtin.name(), arguments, this);
        }
        if (callee instanceof Value.Method method) {
            return Methods.call(method, arguments, this);
        }
        if (callee instanceof Value.Function function) {
            Scope scope = bind(function, arguments);
            return executor.run(function.definition().body(), scope).value();
        }
        throw PythonError.type("'" + callee.type() + "' object is not callable");
    }

    /** The variables of a call: each parameter has an argument, or its default. */
    private static Scope bind(Value.Function function, Arguments arguments) {
        Stmt.Define definition = function.definition();
        List<Parameter> parameters = definition.parameters();
        Scope scope = function.closure().call(definition.locals());
        int withoutDefault = parameters.size() - function.defaults().size();
        if (arguments.count() > parameters.size()) {
            throw PythonError.type(function.name() + "() takes " + parameters.size() + " positional argument"
                    + (parameters.size() == 1 ? "" : "s") + " but " + arguments.count()
                    + (arguments.count() == 1 ? " was" : " were") + " given");
        }
        Map<String, Value> named = arguments.named();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            boolean given = i < arguments.count();
            if (given && named.containsKey(name)) {
                throw PythonError.type(function.name() + "() got multiple values for argument '" + name + "'");
            }
            if (given) {
                scope.assign(name, arguments.at(i));
            } else if (named.containsKey(name)) {
                scope.assign(name, named.get(name));
            } else if (i >= withoutDefault) {
                scope.assign(name, function.defaults().get(i - withoutDefault));
            } else {
                missing.add("'" + name + "'");
            }
        }
        checkNames(function, named, parameters);
        if (!missing.isEmpty()) {
            String last = missing.get(missing.size() - 1);
            String before = String.join(", ", missing.subList(0, missing.size() - 1));
            String listed = before.isEmpty() ? last : before + (missing.size() > 2 ? ", and " : " and ") + last;
            throw PythonError.type(function.name() + "() missing " + missing.size() + " required positional argument"
                    + (missing.size() == 1 ? "" : "s") + ": " + listed);
        }
        return scope;
    }

    private static void checkNames(Value.Function function, Map<String, Value> named, List<Parameter> parameters) {
        for (String name : named.keySet()) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                throw PythonError.type(function.name() + "() got an unexpected keyword argument '" + name + "'");
            }
        }
    }
}
