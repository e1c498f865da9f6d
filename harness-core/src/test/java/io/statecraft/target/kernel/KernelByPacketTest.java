package io.statecraft.target.kernel;

import io.statecraft.target.TargetContract;
import io.statecraft.target.TargetKind;

/** The contract of targets, for the kernel by {@code --link packet}. */
public final class KernelByPacketTest extends TargetContract {
    @Override
    protected TargetKind newKind() {
        KernelMachine.require();
        return new KernelTargetKind(WireKind.PACKET);
    }
}
