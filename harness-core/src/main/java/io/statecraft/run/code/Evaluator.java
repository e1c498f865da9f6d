package io.statecraft.run.code;

import io.statecraft.run.code.Expr.Collection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The values of expressions. */
final class Evaluator {
    private final Interpreter interpreter;

    Evaluator(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    private Budget budget() {
        return interpreter.budget();
    }

    Value evaluate(Expr expression, Scope scope) {
        Budget budget = budget();
        budget.spend(1);
        budget.enter();
        Value value = dispatch(expression, scope);
        budget.leave();
        return value;
    }

    private Value dispatch(Expr expression, Scope scope) {
        if (expression instanceof Expr.Name name) {
            return interpreter.lookup(name.name(), scope);
        }
        if (expression instanceof Expr.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expr.Comparison comparison) {
            return comparison(comparison, scope);
        }
        if (expression instanceof Expr.Binary binary) {
            Value left = evaluate(binary.left(), scope);
            return Operators.binary(binary.operator(), left, evaluate(binary.right(), scope), budget());
        }
        if (expression instanceof Expr.Unary unary) {
            return Operators.unary(unary.operator(), evaluate(unary.operand(), scope));
        }
        if (expression instanceof Expr.Logical logical) {
            return logical(logical, scope);
        }
        if (expression instanceof Expr.Conditional conditional) {
            boolean then = Operators.truth(evaluate(conditional.test(), scope));
            return evaluate(then ? conditional.then() : conditional.otherwise(), scope);
        }
        if (expression instanceof Expr.Call call) {
            Value callee = evaluate(call.callee(), scope);
            return interpreter.call(callee, arguments(call.arguments(), scope));
        }
        if (expression instanceof Expr.Attribute attribute) {
            return Methods.find(evaluate(attribute.object(), scope), attribute.name());
        }
        if (expression instanceof Expr.Index index) {
            Value object = evaluate(index.object(), scope);
            return Subscripts.get(object, evaluate(index.index(), scope), budget());
        }
        if (expression instanceof Expr.Slice slice) {
            return new Value.Slice(
                    bound(slice.lower(), scope), bound(slice.upper(), scope), bound(slice.step(), scope));
        }
        if (expression instanceof Expr.Template template) {
            return template(template, scope);
        }
        return collection(expression, scope);
    }

    private Value collection(Expr expression, Scope scope) {
        if (expression instanceof Expr.Display display) {
            return collected(display.kind(), members(display.parts(), scope));
        }
        if (expression instanceof Expr.DictDisplay display) {
            Value.Dict dict = new Value.Dict();
            for (int i = 0; i < display.parts().size(); i += 2) {
                Value key = evaluate(display.parts().get(i), scope);
                Dicts.put(dict, key, evaluate(display.parts().get(i + 1), scope), budget());
            }
            return dict;
        }
        if (expression instanceof Expr.Comprehension comprehension) {
            return comprehension(comprehension, scope);
        }
        if (expression instanceof Expr.Lambda lambda) {
            Stmt body = new Stmt.Return(lambda.body().at(), Optional.of(lambda.body()));
            Set<String> locals =
                    lambda.parameters().stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
            return function(
                    new Stmt.Define(lambda.at(), "<lambda>", lambda.parameters(), List.of(body), locals), scope);
        }
        if (expression instanceof Expr.Named named) {
            Value value = evaluate(named.value(), scope);
            scope.assignNamed(named.name(), value);
            return value;
        }
        throw new UnsupportedCode("this expression", expression.at());
    }

    /** A function, with its defaults evaluated here and now. */
    Value function(Stmt.Define definition, Scope scope) {
        List<Value> defaults = new ArrayList<>();
        for (Parameter parameter : definition.parameters()) {
            parameter.otherwise().ifPresent(otherwise -> defaults.add(evaluate(otherwise, scope)));
        }
        return new Value.Function(definition.name(), definition, defaults, scope);
    }

    /** {@code a < b < c}: each pair is compared, up to the first that does not hold. */
    private Value comparison(Expr.Comparison comparison, Scope scope) {
        Value left = evaluate(comparison.parts().get(0), scope);
        boolean holds = true;
        for (int i = 0; i < comparison.operators().size() && holds; i++) {
            Value right = evaluate(comparison.parts().get(i + 1), scope);
            holds = Comparisons.compare(comparison.operators().get(i), left, right, budget());
            left = right;
        }
        return Value.of(holds);
    }

    /** The first operand that decides, or the last. */
    private Value logical(Expr.Logical logical, Scope scope) {
        Value value = Value.None.NONE;
        for (Expr operand : logical.parts()) {
            value = evaluate(operand, scope);
            if (Operators.truth(value) != logical.and()) {
                return value;
            }
        }
        return value;
    }

    private Value bound(Optional<Expr> bound, Scope scope) {
        return bound.isPresent() ? evaluate(bound.get(), scope) : Value.None.NONE;
    }

    private Value template(Expr.Template template, Scope scope) {
        StringBuilder out = new StringBuilder();
        for (Expr part : template.parts()) {
            String text =
                    part instanceof Expr.Field field ? field(field, scope) : Repr.str(evaluate(part, scope), budget());
            budget().spendOnSize(text.length());
            out.append(text);
        }
        return new Value.Text(out.toString());
    }

    private String field(Expr.Field field, Scope scope) {
        Value value = evaluate(field.value(), scope);
        if (field.conversion() != 0) {
            value = FormatMethod.convert(value, field.conversion(), budget());
        }
        String specification = field.specification().isPresent()
                ? Repr.str(evaluate(field.specification().get(), scope), budget())
                : "";
        return FormatSpec.format(value, specification, budget());
    }

    private List<Value> members(List<Expr> parts, Scope scope) {
        List<Value> members = new ArrayList<>();
        for (Expr part : parts) {
            if (part instanceof Expr.Starred starred) {
                members.addAll(Iteration.members(evaluate(starred.value(), scope), budget()));
            } else {
                members.add(evaluate(part, scope));
            }
        }
        return members;
    }

    private Value collected(Collection kind, List<Value> members) {
        return switch (kind) {
            case LIST -> new Value.Items(members);
            case SET -> CollectionFunctions.set(members, budget());
            default -> new Value.Tuple(members);
        };
    }

    private Value comprehension(Expr.Comprehension comprehension, Scope scope) {
        ComprehensionIterator members = new ComprehensionIterator(comprehension, this, scope, budget());
        if (comprehension.kind() == Collection.GENERATOR) {
            return new Value.Stream("generator", members);
        }
        List<Value> all = new ArrayList<>();
        members.forEachRemaining(all::add);
        if (comprehension.kind() != Collection.DICT) {
            return collected(comprehension.kind(), all);
        }
        Value.Dict dict = new Value.Dict();
        CollectionFunctions.update(dict, new Value.Items(all), budget());
        return dict;
    }

    private Arguments arguments(List<Expr.Argument> written, Scope scope) {
        List<Value> positional = new ArrayList<>();
        Map<String, Value> named = new LinkedHashMap<>();
        for (Expr.Argument argument : written) {
            Value value = evaluate(argument.value(), scope);
            switch (argument.kind()) {
                case POSITIONAL -> positional.add(value);
                case NAMED -> named.put(argument.name(), value);
                case UNPACKED -> positional.addAll(Iteration.members(value, budget()));
                case UNPACKED_NAMES -> unpackNames(value, named);
            }
        }
        return new Arguments(positional, named);
    }

    private static void unpackNames(Value value, Map<String, Value> named) {
        if (!(value instanceof Value.Dict dict)) {
            throw PythonError.type("argument after ** must be a mapping, not " + value.type());
        }
        for (Value.Tuple entry : dict.entries().values()) {
            if (!(entry.members().get(0) instanceof Value.Text name)) {
                throw PythonError.type("keywords must be strings");
            }
            if (named.put(name.text(), entry.members().get(1)) != null) {
                throw PythonError.type("got multiple values for keyword argument '" + name.text() + "'");
            }
        }
    }

    /** Assigns a value to a name, a member of a collection, or its members to several of these. */
    void assign(Expr target, Value value, Scope scope) {
        if (target instanceof Expr.Name name) {
            scope.assign(name.name(), value);
        } else if (target instanceof Expr.Index index) {
            Value object = evaluate(index.object(), scope);
            Subscripts.set(object, evaluate(index.index(), scope), value, budget());
        } else if (target instanceof Expr.Attribute) {
            throw new UnsupportedCode("assignment to an attribute", target.at());
        } else {
            unpack(target.parts(), value, scope);
        }
    }

    private void unpack(List<Expr> targets, Value value, Scope scope) {
        if (!Iteration.isIterable(value)) {
            throw PythonError.type("cannot unpack non-iterable " + value.type() + " object");
        }
        List<Value> members = Iteration.members(value, budget());
        if (members.size() > targets.size()) {
            throw PythonError.value("too many values to unpack (expected " + targets.size() + ")");
        }
        if (members.size() < targets.size()) {
            throw PythonError.value(
                    "not enough values to unpack (expected " + targets.size() + ", got " + members.size() + ")");
        }
        for (int i = 0; i < targets.size(); i++) {
            assign(targets.get(i), members.get(i), scope);
        }
    }
}
