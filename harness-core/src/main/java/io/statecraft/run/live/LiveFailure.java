package io.statecraft.run.live;

import io.statecraft.run.Finding;
import io.statecraft.run.Verdict;

/** A step that did not go as the test says: test frameworks take it for a failed assertion. */
public final class LiveFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient Finding finding;

    /** @param message what is wrong, in words */
    public LiveFailure(Finding finding, String message) {
        super(message);
        this.finding = finding;
    }

    /** FAIL is the target's; INCONCLUSIVE and ERROR are held against nobody and against us. */
    public Verdict verdict() {
        return finding.verdict();
    }

    /** What is wrong, as a value. */
    public Finding finding() {
        return finding;
    }
}
