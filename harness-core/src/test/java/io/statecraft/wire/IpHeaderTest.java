package io.statecraft.wire;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.Test;

public class IpHeaderTest {
    /** Options, extensions and all else stay. */
    @Test
    public void anotherTrafficClassChangesNothingElse() {
        PacketGenerator generator = new PacketGenerator(11);
        for (int i = 0; i < 500; i++) {
            IpHeader header = generator.packet().ip();
            int other = header.trafficClass() ^ 3;
            IpHeader changed = header.withTrafficClass(other);
            assertEquals(changed.trafficClass(), other);
            assertEquals(changed.withTrafficClass(header.trafficClass()), header);
        }
    }
}
