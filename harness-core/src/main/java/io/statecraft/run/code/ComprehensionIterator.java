package io.statecraft.run.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Goes through the members of a comprehension, evaluating no more of it than is asked for. */
final class ComprehensionIterator implements Iterator<Value> {
    private final Expr.Comprehension comprehension;
    private final Evaluator evaluator;
    private final Budget budget;
    private final Scope scope;
    /** The loops that are going on, the innermost first. */
    private final Deque<Iterator<Value>> loops = new ArrayDeque<>();

    private Value ahead;

    /**
     * A comprehension; its first iterable is evaluated at once.
     *
     * @param outside where it stands
     */
    ComprehensionIterator(Expr.Comprehension comprehension, Evaluator evaluator, Scope outside, Budget budget) {
        this.comprehension = comprehension;
        this.evaluator = evaluator;
        this.budget = budget;
        this.scope = outside.comprehension();
        open(comprehension.clauses().get(0), outside);
    }

    @Override
    public boolean hasNext() {
        budget.enter();
        advance();
        budget.leave();
        return ahead != null;
    }

    private void advance() {
        List<Expr.Clause> clauses = comprehension.clauses();
        while (ahead == null && !loops.isEmpty()) {
            budget.spend(1);
            if (!loops.peek().hasNext()) {
                loops.pop();
                continue;
            }
            Expr.Clause clause = clauses.get(loops.size() - 1);
            evaluator.assign(clause.target(), loops.peek().next(), scope);
            if (!holds(clause.conditions())) {
                continue;
            }
            if (loops.size() < clauses.size()) {
                open(clauses.get(loops.size()), scope);
            } else {
                ahead = element();
            }
        }
    }

    @Override
    public Value next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Value next = ahead;
        ahead = null;
        return next;
    }

    private void open(Expr.Clause clause, Scope in) {
        loops.push(Iteration.over(evaluator.evaluate(clause.iterable(), in), budget));
    }

    private boolean holds(List<Expr> conditions) {
        for (Expr condition : conditions) {
            if (!Operators.truth(evaluator.evaluate(condition, scope))) {
                return false;
            }
        }
        return true;
    }

    /** The element, or a pair of key and value. */
    private Value element() {
        Value element = evaluator.evaluate(comprehension.element(), scope);
        return comprehension
                .value()
                .<Value>map(value -> new Value.Tuple(List.of(element, evaluator.evaluate(value, scope))))
                .orElse(element);
    }
}
