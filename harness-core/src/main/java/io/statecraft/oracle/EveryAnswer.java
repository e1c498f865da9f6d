package io.statecraft.oracle;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.Rules;
import io.statecraft.tcp.TcpEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers the choices of a rule with every allowed answer in turn: the rule runs once for each combination.
 *
 * <p>The questions of a run depend on the answers before them, so the combinations form a tree; it is walked by repeating the run with
 * the last question that has an answer left moved on to it.
 */
final class EveryAnswer implements Choices {

    /** What one combination of answers leads to. */
    record Branch(Outcome outcome, Standing standing) {}

    private final Standing known;
    private final boolean mayThrottle;
    private final List<Integer> path = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private int depth;
    private Standing standing;

    private EveryAnswer(Standing known, boolean mayThrottle) {
        this.known = known;
        this.mayThrottle = mayThrottle;
    }

    /**
     * Every outcome that the RFCs allow.
     *
     * @param known the standing choices, which are not asked again
     * @param mayThrottle whether a challenge ACK was sent so shortly before that the next may be held back
     */
    static List<Branch> of(Connection connection, TcpEvent event, Standing known, boolean mayThrottle) {
        EveryAnswer walk = new EveryAnswer(known, mayThrottle);
        List<Branch> branches = new ArrayList<>(2);
        do {
            walk.depth = 0;
            walk.standing = known;
            Outcome outcome = Rules.apply(connection, event, walk);
            branches.add(new Branch(outcome, walk.standing));
        } while (walk.advance());
        return branches;
    }

    @Override
    public Answer pick(Choice choice) {
        Answer remembered = standing.to(choice);
        if (remembered != null) {
            return remembered;
        }
        if (choice == Choice.ACK_THROTTLE) {
            // An acknowledgment may be sent at any time: one that may be held back is no alternative, it is just not
            // owed.
            return mayThrottle ? Answer.IGNORE : Answer.ACT;
        }
        List<Answer> allowed = choice.allowed();
        if (depth == path.size()) {
            path.add(0);
            widths.add(allowed.size());
        }
        Answer answer = allowed.get(path.get(depth++));
        if (choice.isStanding()) {
            standing = standing.with(choice, answer);
        }
        return answer;
    }

    private boolean advance() {
        while (!path.isEmpty()) {
            int last = path.size() - 1;
            if (path.get(last) + 1 < widths.get(last)) {
                path.set(last, path.get(last) + 1);
                return true;
            }
            path.remove(last);
            widths.remove(last);
        }
        return false;
    }
}
