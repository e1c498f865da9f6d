package io.statecraft.target;

import java.util.List;
import java.util.Set;

/** A kind of target, such as {@code embedded} or {@code kernel}: opens one target per scenario. Thread-safe. */
public interface TargetKind extends AutoCloseable {

    /** As given with {@code --target}. */
    String name();

    /** What scenarios can ask for with {@code needs:}: the kind's name, families, {@code sockets}, {@code probe}, … */
    Set<String> capabilities();

    /** Whether its targets know a system call. */
    default boolean knowsCall(String function) {
        return true;
    }

    /** Whether its targets need a shell for a scenario's command, and have one if it is allowed. */
    default boolean needsShell(String command) {
        return false;
    }

    /** Whether its time is ours, so that waiting costs nothing and the harness is never late. */
    boolean virtualTime();

    /**
     * Whether a scenario may be played on a target of its own before all others, unasked: that disturbs nobody, and what the harness does
     * for the first time, which takes long, is done when time matters.
     */
    default boolean allowsRehearsal() {
        return false;
    }

    /**
     * A fresh target.
     *
     * @throws TargetUnavailableException if the environment lacks something
     * @throws UnknownCallException if the scenario asks for something that the target does not have
     * @throws IllegalArgumentException if it asks for something that makes no sense
     */
    Target open(TargetRequest request);

    /** What the environment has and lacks for this kind, with the remedies: what {@code doctor} prints. */
    List<Finding> examine();

    @Override
    void close();

    /** One thing that was looked at. */
    record Finding(String what, boolean present, String detail, String remedy) {}
}
