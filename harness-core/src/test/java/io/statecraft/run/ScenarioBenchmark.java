package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import io.statecraft.scenario.Scenario;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.Test;

/**
 * Scenarios per second of one processor, which other programs may share, and in virtual time: a target opened, a handshake, 10 kB of text,
 * both FINs, with and without the oracle. The peer's window keeps what is in flight the same for every profile. Not a test, so that no test
 * run plays it: the profile {@code bench} does.
 */
public class ScenarioBenchmark {
    private static final int ROUNDS = 5;
    private static final long ROUND = 2_000_000_000L;
    private static final long DAY = 86_400_000_000_000L;

    private static final String SCRIPT = """
             0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 bind(3, ..., ...) = 0
            +0 listen(3, 1) = 0
            +.1 < S 0:0(0) win 2920 <mss 1460>
            +0 > S. 0:0(0) ack 1 <...>
            +.01 < . 1:1(0) ack 1 win 2920
            +0 accept(3, ..., ...) = 4
            +0 write(4, ..., 10000) = 10000
            +0 > . 1:1461(1460) ack 1
            +0 > PUSHED 1461:2921(1460) ack 1
            +.01 < . 1:1(0) ack 2921 win 2920
            * > . 2921:4381(1460) ack 1
            * > PUSHED 4381:5841(1460) ack 1
            +.01 < . 1:1(0) ack 5841 win 2920
            * > . 5841:7301(1460) ack 1
            * > PUSHED 7301:8761(1460) ack 1
            +.01 < . 1:1(0) ack 8761 win 2920
            * > P. 8761:10001(1240) ack 1
            +.01 < . 1:1(0) ack 10001 win 65535
            +0 close(4) = 0
            +0 > F. 10001:10001(0) ack 1
            +.01 < F. 1:1(0) ack 10002 win 65535
            +0 > . 10002:10002(0) ack 2
            """;

    @Test
    public void scenariosPerSecond() {
        for (Profile profile : Profiles.all()) {
            // Linux pushes each half window.
            Scenario scenario = Play.parse(SCRIPT.replace("PUSHED", profile == Profiles.LINUX ? "P." : "."));
            TargetKind kind = new EmbeddedTargetKind(profile);
            double judged = 0;
            double plain = 0;
            for (int round = 0; round < ROUNDS; round++) { // until the compiler knows it
                judged = perSecond(kind, scenario, Judge.Mode.STRICT);
                plain = perSecond(kind, scenario, Judge.Mode.OFF);
            }
            Outcome outcome = play(kind, scenario, Judge.Mode.STRICT);
            say(
                    "%-8s %6.0f scenarios per second, %.0f without the oracle (1 : %.1f); hypotheses: %d",
                    profile.name(), judged, plain, plain / judged, mostHypotheses(outcome.trace()));
        }
    }

    private static double perSecond(TargetKind kind, Scenario scenario, Judge.Mode mode) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        int count = 0;
        while (threads.getCurrentThreadCpuTime() - start < ROUND) {
            play(kind, scenario, mode);
            count++;
        }
        return count * 1e9 / (threads.getCurrentThreadCpuTime() - start);
    }

    private static Outcome play(TargetKind kind, Scenario scenario, Judge.Mode mode) {
        PlaySettings settings = PlaySettings.of(scenario.options(), Map.of());
        TargetRequest request = new TargetRequest(
                Family.IPV4, Optional.empty(), Optional.empty(), 1500, 1, Path.of(""), false, Map.of());
        try (Target target = kind.open(request)) {
            Outcome outcome = new Session(scenario, target, settings, mode, 1, DAY).play();
            assertEquals(outcome.findings(), List.of());
            return outcome;
        }
    }

    private static int mostHypotheses(Trace trace) {
        Judge judge = new Judge(trace.delivery(), trace.superSegments());
        trace.events().forEach(judge::take);
        return judge.hypotheses().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
