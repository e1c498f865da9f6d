package io.statecraft.target.kernel;

import io.statecraft.target.Conversation;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetRequest;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;

/** What tests on the kernel have in common: one target at a time, by TUN, closed at the end. */
abstract class KernelTest {
    private final KernelTargetKind kind = new KernelTargetKind(WireKind.TUN);
    private Target target;
    private Conversation peer;

    @BeforeClass
    public void requireKernel() {
        KernelMachine.require();
    }

    @AfterMethod(alwaysRun = true)
    public void closeTarget() {
        if (target != null) {
            target.close();
            target = null;
        }
    }

    @AfterClass(alwaysRun = true)
    public void closeKind() {
        kind.close();
    }

    Conversation open() {
        return open(KernelMachine.request(Family.IPV4));
    }

    Conversation open(TargetRequest request) {
        target = kind.open(request);
        peer = new Conversation(target);
        return peer;
    }

    Target target() {
        return target;
    }
}
