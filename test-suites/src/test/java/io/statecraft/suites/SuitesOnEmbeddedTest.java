package io.statecraft.suites;

import java.util.List;
import org.testng.annotations.Factory;

/** Runs the shipped suites, which are main code here, at the embedded target, and checks what they say of themselves. */
public class SuitesOnEmbeddedTest {
    static final List<Class<? extends ConformanceSuite>> SUITES = List.of(
            BlindResetTest.class,
            ClosedWindowTest.class,
            HandshakeNumbersTest.class,
            SegmentSizeTest.class,
            SegmentsAroundTheWindowTest.class);

    @Factory
    public static Object[] suites() throws ReflectiveOperationException {
        Object[] instances = new Object[SUITES.size()];
        for (int i = 0; i < instances.length; i++) {
            instances[i] = SUITES.get(i).getConstructor().newInstance();
        }
        return instances;
    }
}
