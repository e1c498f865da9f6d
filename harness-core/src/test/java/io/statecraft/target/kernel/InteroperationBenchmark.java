package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;

import io.statecraft.link.Impairment;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import java.util.Locale;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/**
 * Goodput of the built-in stack with this host's kernel, as client and as server, each way, beside that of two kernels over the same bad
 * network in the same run. The profile {@code bench} plays it; {@code -Dstatecraft.transfer=N} says how many octets go each way.
 */
public class InteroperationBenchmark {
    private static final long SIZE = Long.getLong("statecraft.transfer", 50_000_000);
    private static final Impairment NETWORK = Impairment.of("loss=2%,duplicate=1%,reorder=2%,lag=500us");
    private static final long SEED = Long.getLong("statecraft.seed", 1);

    @BeforeClass
    public void requireKernel() {
        KernelMachine.require();
    }

    @Test
    public void goodput() {
        for (int version : new int[] {4, 6}) {
            double kernels = slower(new Interoperation(version, SIZE, NETWORK, SEED).betweenKernels());
            say("IPv%d  two kernels: %s", version, Transfer.megabytes(kernels));
            for (Profile profile : Profiles.all()) {
                for (boolean client : new boolean[] {true, false}) {
                    Interoperation.Result result =
                            new Interoperation(version, SIZE, NETWORK, SEED).withStack(profile, client, true);
                    assertEquals(result.client().lastState(), "TIME-WAIT");
                    double own = slower(result);
                    say(
                            "IPv%d  the stack (%s) as %s: %s; two kernels are %.1f times as fast",
                            version,
                            profile.name(),
                            client ? "client" : "server",
                            Transfer.megabytes(own),
                            kernels / own);
                }
            }
        }
    }

    private static double slower(Interoperation.Result result) {
        return Math.min(result.clientToServer(SIZE), result.serverToClient(SIZE));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
