package io.statecraft.link;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.posix.NativeMemory;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Problem;
import io.statecraft.wire.Segment;
import java.nio.ByteBuffer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A checksum that was left to the interface is completed, and any other is left alone. */
public final class OffloadHeaderTest {
    private static final int TCP = 20;

    @DataProvider
    public Object[][] payloads() {
        return new Object[][] {{0}, {1}, {2}, {3}, {1000}, {60_001}};
    }

    @Test(dataProvider = "payloads")
    public void checksumIsCompleted(int payload) {
        NativeMemory memory = partial(payload, 1);
        int end = OffloadHeader.SIZE + TCP + TCP + payload;
        assertTrue(decode(memory, end).has(Problem.Kind.TRANSPORT_CHECKSUM), "as it comes");
        OffloadHeader.completeChecksum(memory, 0, end);
        assertEquals(decode(memory, end).problems(), java.util.List.of());
    }

    @Test
    public void checksumThatIsTheSendersOwnIsLeftAlone() {
        NativeMemory memory = partial(100, 0);
        int end = OffloadHeader.SIZE + TCP + TCP + 100;
        OffloadHeader.completeChecksum(memory, 0, end);
        assertTrue(decode(memory, end).has(Problem.Kind.TRANSPORT_CHECKSUM));
    }

    @Test
    public void placeBeyondTheEndIsLeftAlone() {
        NativeMemory memory = partial(0, 1);
        memory.bytes().putShort(8, (short) 500);
        OffloadHeader.completeChecksum(memory, 0, OffloadHeader.SIZE + TCP + TCP);
    }

    /** A packet as the stack hands it to an interface: in the checksum's place the sum over the pseudo header. */
    private static NativeMemory partial(int payload, int flags) {
        byte[] text = new byte[payload];
        for (int i = 0; i < payload; i++) {
            text[i] = (byte) (i * 7);
        }
        byte[] packet = PacketCodec.encode(new Packet(
                IpHeader.between(IpAddress.of("192.168.0.1"), IpAddress.of("192.0.2.1")),
                Segment.between(8080, 40000).withPayload(Bytes.of(text))));
        NativeMemory memory = NativeMemory.allocate(OffloadHeader.SIZE + packet.length);
        memory.bytes().put(0, (byte) flags).putShort(6, (short) TCP).putShort(8, (short) 16);
        memory.bytes().put(OffloadHeader.SIZE, packet);
        int sum = 0xc0a8 + 0x0001 + 0xc000 + 0x0201 + 6 + TCP + payload;
        memory.putShortBigEndian(OffloadHeader.SIZE + TCP + 16, (sum & 0xffff) + (sum >>> 16));
        return memory;
    }

    private static Decoded decode(NativeMemory memory, int end) {
        ByteBuffer packet = memory.slice(OffloadHeader.SIZE, end);
        return PacketCodec.decode(packet);
    }
}
