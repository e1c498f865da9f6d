package io.statecraft.cli;

/** How the command line ends: scripts rely on these numbers. */
enum ExitStatus {
    /** All passed. */
    PASSED(0),
    /** A verdict failed, or nothing could be said of a scenario: a gate must not be green on what was not judged. */
    FAILED(1),
    /** An option, a path, or a scenario that cannot be read. */
    USAGE(2),
    /** The environment lacks something; the remedy is printed. */
    ENVIRONMENT(3),
    /** Our own fault. */
    INTERNAL(4),
    /** No scenario was selected, or none of the selected applies. */
    NOTHING(5);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
