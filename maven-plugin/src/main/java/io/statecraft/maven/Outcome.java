package io.statecraft.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * How the command line ended.
 *
 * @param status its exit status
 * @param what what was run, to begin a sentence with
 * @param where what to read next, to end a sentence with
 */
record Outcome(int status, String what, String where) {
    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int ENVIRONMENT = 3;
    static final int INTERNAL = 4;
    static final int NOTHING_SELECTED = 5;

    /**
     * What is let pass.
     *
     * @param failures a verdict that failed is an error in the log, and no more
     * @param nothingSelected no scenario was selected, and that is well
     * @param unavailable the environment lacks what the target needs, and that is well
     */
    record Leniency(boolean failures, boolean nothingSelected, boolean unavailable) {
        static final Leniency NONE = new Leniency(false, false, false);
    }

    /**
     * Says in Maven's terms what the status means: a failure is the target's, an execution exception is ours or the
     * environment's.
     *
     * @param leniency what is let pass
     * @param log is told what was let pass
     */
    void require(Leniency leniency, Log log) throws MojoFailureException, MojoExecutionException {
        switch (status) {
            case PASSED -> {}
            case FAILED -> fail(what + ": a verdict failed. " + where, leniency.failures(), log);
            case NOTHING_SELECTED ->
                fail(
                        what + ": no scenario was selected. Mend statecraft.scenarios or statecraft.tags, or set"
                                + " statecraft.failIfNoTests to false.",
                        leniency.nothingSelected(),
                        log);
            case USAGE ->
                throw new MojoExecutionException(what + ": a parameter or a scenario is wrong; the reason is above.");
            case ENVIRONMENT -> {
                if (!leniency.unavailable()) {
                    throw new MojoExecutionException(
                            what + ": this machine lacks something; what, and the remedy, is above."
                                    + " The goal doctor looks at all of it.");
                }
                log.warn(what + ": skipped, for this machine lacks something; what, and the remedy, is above.");
            }
            case INTERNAL ->
                throw new MojoExecutionException(what + ": Statecraft itself failed; what it printed is above.");
            default ->
                throw new MojoExecutionException(
                        what + ": the forked JVM ended with status " + status + signal() + ". " + where);
        }
    }

    private static void fail(String message, boolean lenient, Log log) throws MojoFailureException {
        if (!lenient) {
            throw new MojoFailureException(message);
        }
        log.error(message);
    }

    /** On Unix a process that a signal ended has a status of 128 and the signal's number. */
    private String signal() {
        return status > 128 && status < 128 + 65 ? ", that is, by signal " + (status - 128) : "";
    }
}
