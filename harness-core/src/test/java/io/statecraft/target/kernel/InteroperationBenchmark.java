package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;

import io.statecraft.link.Impairment;
import io.statecraft.oracle.Violation;
import io.statecraft.stack.CongestionAlgorithm;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Goodput of the built-in stack with this host's kernel, as client and as server, each way, beside that of two kernels over the same bad
 * network in the same run. The profile {@code bench} plays it; {@code -Dstatecraft.transfer=N} says how many octets go each way. It takes a quarter of an hour,
 * in most of which those without SACK wait for a timer of a second.
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
            Interoperation interoperation = new Interoperation(4, SIZE / 2, NETWORK, SEED, Kernels.AS_THEY_ARE);
            interoperation.withStack(Profiles.LINUX, client, true);
            interoperation.withStack(linuxAsHere(), client, true);
        }
    }

    /** Each profile beside kernels that go by the same rules as it does, as far as kernels have them; and one beside those of this host. */
    @DataProvider
    public Object[][] pairs() {
        List<Object[]> pairs = new ArrayList<>();
        for (int version : new int[] {4, 6}) {
            pairs.add(new Object[] {version, Kernels.AS_THEY_ARE, List.of(linuxAsHere())});
            pairs.add(new Object[] {version, Kernels.CUBIC, List.of(Profiles.LINUX)});
            pairs.add(new Object[] {version, Kernels.BY_SACK, List.of(Profiles.FREEBSD)});
            pairs.add(new Object[] {version, Kernels.PLAIN, List.of(Profiles.RFC9293)});
        }
        return pairs.toArray(Object[][]::new);
    }

    /** The profile {@code linux} with the congestion control that kernels of this host have, if it is one that the stack has too. */
    private static Profile linuxAsHere() {
        String name = Sysctls.get(NamespaceSettings.CONGESTION_CONTROL);
        return CongestionAlgorithm.named(name)
                .map(algorithm -> Profiles.LINUX.with(Setting.CONGESTION_CONTROL, algorithm.number()))
                .orElse(Profiles.LINUX);
    }

    @Test(dataProvider = "pairs")
    public void goodput(int version, Kernels manner, List<Profile> profiles) {
        Interoperation interoperation = new Interoperation(version, SIZE, NETWORK, SEED, manner);
        double kernels = slower(interoperation.betweenKernels());
        say("IPv%d  two kernels, %s: %s", version, manner, Transfer.megabytes(kernels));
        for (Profile profile : profiles) {
            for (boolean client : new boolean[] {true, false}) {
                Interoperation.Result result = interoperation.withStack(profile, client, true);
                assertEquals(result.server().digest(), Cargo.digestOf(SIZE, Transfer.CLIENT_SEED), "to the server");
                assertEquals(result.client().digest(), Cargo.digestOf(SIZE, Transfer.SERVER_SEED), "to the client");
                assertEquals(result.client().lastState(), "TIME-WAIT");
                assertEquals(
                        result.violations().stream().filter(Violation::must).toList(), List.of());
                double own = slower(result);
                say(
                        "IPv%d  the stack (%s, %s) as %s: %s; two kernels, %s, are %.1f times as fast",
                        version,
                        profile.name(),
                        CongestionAlgorithm.of(profile),
                        client ? "client" : "server",
                        Transfer.megabytes(own),
                        manner,
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
