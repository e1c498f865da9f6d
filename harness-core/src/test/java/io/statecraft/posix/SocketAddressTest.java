package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNull;

import io.statecraft.wire.IpAddress;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Socket addresses lie in memory as the kernel has them. */
public final class SocketAddressTest {

    @DataProvider
    public Object[][] addresses() {
        return new Object[][] {
            {"192.0.2.1", Sockets.AF_INET, 16, "02001f90c0000201"},
            {"192.0.2.1", Sockets.AF_INET6, 28, "0a001f900000000000000000000000000000ffffc0000201"},
            {"2001:db8::1", Sockets.AF_INET6, 28, "0a001f900000000020010db8000000000000000000000001"},
        };
    }

    @Test(dataProvider = "addresses")
    public void addressIsLaidAndReadBack(String text, int domain, int length, String bytes) {
        NativeMemory memory = NativeMemory.allocate(64);
        SocketAddress address = new SocketAddress(IpAddress.of(text), 8080);
        assertEquals(address.put(memory, 0, domain), length);
        byte[] laid = new byte[bytes.length() / 2];
        memory.bytes().get(0, laid);
        assertEquals(java.util.HexFormat.of().formatHex(laid), bytes);
        assertEquals(SocketAddress.get(memory, 0), address, "a mapped address is the one that it maps");
    }

    @Test
    public void otherFamiliesAreNoInternetAddress() {
        assertNull(SocketAddress.get(NativeMemory.allocate(32), 0));
    }
}
