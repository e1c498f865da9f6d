package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;

import io.statecraft.link.Impairment;
import io.statecraft.oracle.Violation;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import java.util.List;
import java.util.Locale;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
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

    /** What is measured is the stack, and not the JVM's compilers, which are busy for some seconds. */
    @BeforeClass(dependsOnMethods = "requireKernel")
    public void warmUp() {
        for (boolean client : new boolean[] {true, false}) {
            new Interoperation(4, SIZE / 2, NETWORK, SEED, "").withStack(Profiles.LINUX, client, true);
        }
    }

    /** Cubic is what the standards have (RFC 9438); a kernel may have another one, which does not take a loss for congestion. */
    @DataProvider
    public Object[][] kernels() {
        return new Object[][] {{4, "cubic"}, {6, "cubic"}, {4, ""}, {6, ""}};
    }

    @Test(dataProvider = "kernels")
    public void goodput(int version, String congestionControl) {
        Interoperation interoperation = new Interoperation(version, SIZE, NETWORK, SEED, congestionControl);
        double kernels = slower(interoperation.betweenKernels());
        String name = congestionControl.isEmpty() ? "as they are" : congestionControl;
        say("IPv%d  two kernels, %s: %s", version, name, Transfer.megabytes(kernels));
        for (Profile profile : congestionControl.isEmpty() ? List.of(Profiles.LINUX) : Profiles.all()) {
            for (boolean client : new boolean[] {true, false}) {
                Interoperation.Result result = interoperation.withStack(profile, client, true);
                assertEquals(result.client().lastState(), "TIME-WAIT");
                assertEquals(
                        result.violations().stream().filter(Violation::must).toList(), List.of());
                double own = slower(result);
                say(
                        "IPv%d  the stack (%s) as %s: %s; two kernels, %s, are %.1f times as fast",
                        version,
                        profile.name(),
                        client ? "client" : "server",
                        Transfer.megabytes(own),
                        name,
                        kernels / own);
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
