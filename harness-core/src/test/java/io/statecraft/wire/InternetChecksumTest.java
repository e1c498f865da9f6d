package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The checksum is that of RFC 1071. */
public final class InternetChecksumTest {

    @DataProvider
    public Object[][] vectors() {
        return new Object[][] {
            {"0001f203f4f5f6f7", 0x220d}, // RFC 1071 section 3: the sum is ddf2
            {"0001f203f4f5f600", 0x2304}, // the same with the last byte zero,
            {"0001f203f4f5f6", 0x2304}, // which is what an odd byte is padded with
            {"4500007300004000401100" + "00c0a80001c0a800c7", 0xb861}, // an IPv4 header
            {"", 0xffff},
            {"0000", 0xffff},
            {"ffff", 0x0000},
            {"ff", 0x00ff},
            {"ffffffffffffffffffffffffffffffffffff", 0x0000},
            {"fffffffeffffffffffffffffffffffff", 0x0001},
        };
    }

    @Test(dataProvider = "vectors")
    public void knownVectorsComeOut(String hex, int field) {
        assertEquals(InternetChecksum.of(HexFormat.of().parseHex(hex)), field);
    }

    @Test
    public void itIsTheSumOfWordsForEveryLengthAndPlace() {
        byte[] bytes = new PacketGenerator(7).bytes(400).toArray();
        for (int from = 0; from < 9; from++) {
            for (int to = from; to < bytes.length; to++) {
                int expected = naive(bytes, from, to);
                ByteBuffer b = ByteBuffer.wrap(bytes, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
                assertEquals(InternetChecksum.of(b), expected, from + ".." + to);
                assertEquals(b.position(), from);
            }
        }
    }

    @Test
    public void bytesWithTheirOwnChecksumVerify() {
        byte[] header = HexFormat.of().parseHex("45000073000040004011b861c0a80001c0a800c7");
        assertTrue(InternetChecksum.verifies(header));
        header[19]++;
        assertFalse(InternetChecksum.verifies(header));
    }

    @Test
    public void bothZerosVerify() {
        assertTrue(InternetChecksum.verifies(HexFormat.of().parseHex("ffff0000")));
        assertTrue(InternetChecksum.verifies(HexFormat.of().parseHex("ffffffff")));
    }

    /** Section 1 of the RFC to the letter. */
    private static int naive(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i += 2) {
            int low = i + 1 < to ? bytes[i + 1] & 0xff : 0;
            sum += (bytes[i] & 0xff) << 8 | low;
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return ~sum & 0xffff;
    }
}
