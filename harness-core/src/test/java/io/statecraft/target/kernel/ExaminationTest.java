package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.target.TargetKind.Finding;
import java.util.List;
import org.testng.annotations.Test;

/** What is said of this machine. */
public final class ExaminationTest {

    @Test
    public void aHostWithAnotherCongestionControlIsToldWhatThatMeans() {
        assertEquals(Examination.described("cubic"), "cubic");
        String remedy =
                "as the host has it; for scenarios that expect cubic: sysctl -w net.ipv4.tcp_congestion_control=cubic";
        assertEquals(Examination.described("bbr"), "bbr, " + remedy);
        assertEquals(Examination.described(null), "unknown, " + remedy);
    }

    @Test
    public void itIsNoReasonNotToPlay() {
        KernelMachine.require();
        List<Finding> found = Examination.inNamespace().stream()
                .filter(finding -> finding.what().equals("congestion control"))
                .toList();
        assertEquals(found.size(), 1);
        assertTrue(found.get(0).present());
    }
}
