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
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The built-in stack talks to this host's kernel, as client and as server, over a network that loses, doubles and reorders: everything
 * arrives, both ways, the side that closed first ends in TIME-WAIT, and the oracle finds nothing.
 */
public class StackMeetsKernelTest {
    /** Octets each way. */
    private static final long SIZE = Long.getLong("statecraft.transfer", 100_000);

    private static final Impairment NETWORK = Impairment.of("loss=2%,duplicate=1%,reorder=2%,lag=500us");
    private static final long SEED = Long.getLong("statecraft.seed", 1);

    @BeforeClass
    public void requireKernel() {
        KernelMachine.require();
    }

    @DataProvider
    public Object[][] cases() {
        List<Object[]> cases = new ArrayList<>();
        List<Profile> profiles = new ArrayList<>(Profiles.all());
        profiles.add(Profiles.LINUX.with(Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number()));
        for (Profile profile : profiles) {
            for (int version : new int[] {4, 6}) {
                cases.add(new Object[] {profile, version, true});
                cases.add(new Object[] {profile, version, false});
            }
        }
        return cases.toArray(Object[][]::new);
    }

    @Test(dataProvider = "cases")
    public void everythingArrivesBothWaysAndTheConnectionIsClosed(
            Profile profile, int ipVersion, boolean stackIsClient) {
        Interoperation.Result result = new Interoperation(ipVersion, SIZE, NETWORK, SEED, Kernels.AS_THEY_ARE)
                .withStack(profile, stackIsClient, true);
        // Some profiles leave a SHOULD, as their systems do.
        assertEquals(result.violations().stream().filter(Violation::must).toList(), List.of());
        assertEquals(result.server().digest(), Cargo.digestOf(SIZE, Transfer.CLIENT_SEED), "to the server");
        assertEquals(result.client().digest(), Cargo.digestOf(SIZE, Transfer.SERVER_SEED), "to the client");
        assertEquals(result.client().lastState(), "TIME-WAIT");
    }
}
