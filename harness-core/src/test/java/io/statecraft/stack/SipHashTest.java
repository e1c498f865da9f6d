package io.statecraft.stack;

import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Bytes;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** SipHash-2-4 against the vectors of its authors: the key and the message are 0, 1, 2, … */
public final class SipHashTest {
    private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @DataProvider
    public Object[][] vectors() {
        return new Object[][] {
            {0, 0x726fdb47dd0e0e31L}, {1, 0x74f839c593dc67fdL}, {8, 0x93f5f5799a932462L}, {15, 0xa129ca6149be45e5L},
        };
    }

    @Test(dataProvider = "vectors")
    public void hash(int length, long expected) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) i;
        }
        assertEquals(HASH.hash(Bytes.of(message)), expected);
    }
}
