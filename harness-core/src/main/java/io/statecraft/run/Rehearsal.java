package io.statecraft.run;

import io.statecraft.scenario.Scenario;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.ScriptParser;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;

/**
 * A scenario that is played before all others, and that nobody judges. What a JVM does for the first time takes it milliseconds, in which
 * it loads classes and makes stubs: more than scripts tolerate, so that the first scenarios would be late, and what fails there played again.
 */
final class Rehearsal {
    private static final long LIMIT = 1_000_000_000;

    /** A bit of everything that scenarios do. */
    private static final String SCRIPT = """
             0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0
            +0 bind(3, ..., ...) = 0
            +0 listen(3, 1) = 0
            +0 < S 0:0(0) win 32792 <mss 1000,sackOK,nop,nop,nop,wscale 7>
            +0 > S. 0:0(0) ack 1 <...>
            +0 < . 1:1(0) ack 1 win 257
            +0 accept(3, ..., ...) = 4
            +0 fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK) = 0
            +0 write(4, ..., 100) = 100
            +0 > P. 1:101(100) ack 1
            +0 < P. 1:101(100) ack 101 win 257
            +0 > . 101:101(0) ack 101
            +0 poll([{fd=4, events=POLLIN, revents=POLLIN}], 1, 0) = 1
            +0 read(4, ..., 1000) = 100
            +0 %{ assert tcpi_snd_cwnd >= 1, "%d" % tcpi_snd_cwnd }%
            +0 sendmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 100}], msg_flags=0}, 0) = 100
            +0 > P. 101:201(100) ack 101
            +0 < . 101:101(0) ack 201 win 257
            +0 close(4) = 0
            +0 > F. 201:201(0) ack 101
            +0 < F. 101:101(0) ack 202 win 257
            """;

    private Rehearsal() {}

    /**
     * Plays it in the variant of {@code first}, in a thread of its own, as scenarios are; but by no options of the script's or the user's, whose
     * {@code --init_scripts} are for what they asked for.
     */
    static void before(Job first, TargetKind kind, boolean allowShell) {
        Thread player = new Thread(() -> play(first, kind, allowShell), "statecraft-rehearsal");
        player.setDaemon(true);
        player.start();
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void play(Job first, TargetKind kind, boolean allowShell) {
        Job job = new Job(
                first.script(), first.id(), first.family(), scenario(), PlaySettings.DEFAULT, Judge.Mode.REPORT);
        try (Target target = kind.open(job.request(0, allowShell))) {
            new Session(job.scenario(), target, job.settings(), job.oracle(), 0, LIMIT).play();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            // If there is something wrong, the first scenario says so.
        }
    }

    /** What is played. */
    static Scenario scenario() {
        return ScriptParser.parse("rehearsal", SCRIPT, ParseOptions.DEFAULT)
                .scenario()
                .orElseThrow();
    }
}
