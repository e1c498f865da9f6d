package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.testng.annotations.Test;

/** What is encoded is decoded again, and whatever the bytes are, decoding them ends well. */
public final class PacketRoundTripTest {
    private static final int ROUNDS = 10_000;
    private static final long SEED = 0x5747_4543L;

    /** All rounds together take less than a second; only what does not end takes a minute. In milliseconds. */
    private static final long ENDLESS = 60_000;

    @Test
    public void everyPacketIsDecodedAsItWasBeforeEncoding() {
        for (int i = 0; i < ROUNDS; i++) {
            Packet packet = new PacketGenerator(SEED + i).packet();
            Decoded decoded = PacketCodec.decode(PacketCodec.encode(packet));
            assertEquals(decoded.packet(), packet, "seed " + (SEED + i));
            assertEquals(decoded.problems(), List.of(), "seed " + (SEED + i));
        }
    }

    @Test
    public void everyWellFormedPacketIsEncodedToTheSameBytes() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = PacketCodec.encode(new PacketGenerator(SEED + i).packet());
            assertEquals(PacketCodec.encode(PacketCodec.decode(bytes).packet()), bytes, "seed " + (SEED + i));
        }
    }

    @Test(timeOut = ENDLESS)
    public void everyTruncationIsNoticed() {
        for (int i = 0; i < 200; i++) {
            byte[] bytes = PacketCodec.encode(new PacketGenerator(SEED + i).packet());
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                Decoded decoded = PacketCodec.decode(cut);
                String which = "seed " + (SEED + i) + " cut to " + length;
                if (decoded.isIp()) {
                    assertFalse(decoded.isSound(), which);
                    assertEquals(PacketCodec.encode(decoded.packet()), cut, which);
                } else {
                    assertTrue(length < 40, which);
                    assertEquals(opaque(decoded).toArray(), cut, which);
                }
            }
        }
    }

    @Test(timeOut = ENDLESS)
    public void randomBytesAreNoTrouble() {
        for (int i = 0; i < ROUNDS; i++) {
            PacketGenerator generator = new PacketGenerator(SEED + i);
            byte[] bytes = generator.bytes(generator.below(200)).toArray();
            if (bytes.length > 0 && i % 2 == 0) {
                bytes[0] = (byte) ((i % 4 == 0 ? 0x40 : 0x60) | bytes[0] & 0xf); // so that it looks like IP
            }
            assertKeptOrNotIp(bytes, "seed " + (SEED + i));
        }
    }

    @Test(timeOut = ENDLESS)
    public void mutationsOfValidPacketsAreNoTrouble() {
        int damaged = 0;
        for (int i = 0; i < ROUNDS; i++) {
            PacketGenerator generator = new PacketGenerator(SEED + i);
            byte[] bytes = generator.mutated(PacketCodec.encode(generator.packet()));
            if (!assertKeptOrNotIp(bytes, "seed " + (SEED + i)).isSound()) {
                damaged++;
            }
        }
        assertTrue(damaged > ROUNDS / 2, "the mutations do damage: " + damaged);
    }

    @Test
    public void buffersMayBeDirectOffsetAndOfEitherOrder() {
        Packet packet = new PacketGenerator(SEED).tcp(6);
        ByteBuffer buffer = ByteBuffer.allocateDirect(4000).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(3);
        PacketCodec.encode(packet, buffer);
        assertEquals(buffer.position(), 3 + PacketCodec.sizeOf(packet));
        buffer.flip().position(3);
        assertEquals(PacketCodec.decode(buffer).packet(), packet);
        assertEquals(buffer.position(), 3, "decoding leaves the position");
    }

    private static Decoded assertKeptOrNotIp(byte[] bytes, String which) {
        Decoded decoded = PacketCodec.decode(bytes);
        byte[] again = decoded.isIp()
                ? PacketCodec.encode(decoded.packet())
                : opaque(decoded).toArray();
        byte[] expected = bytes;
        if (decoded.has(Problem.Kind.TRAILING_BYTES)) {
            expected = Arrays.copyOf(bytes, again.length);
        }
        if (!Arrays.equals(again, expected)) {
            // The one thing that is not kept: which of the two zeros a checksum was.
            List<Integer> differing = new ArrayList<>();
            for (int i = 0; i < Math.min(again.length, expected.length); i++) {
                if (again[i] != expected[i]) {
                    differing.add(i);
                    assertTrue((again[i] ^ expected[i]) == -1, which + differing);
                }
            }
            assertEquals(differing.size(), 2, which + " " + HexFormat.of().formatHex(bytes));
            assertEquals(again.length, expected.length, which);
        }
        return decoded;
    }

    private static Bytes opaque(Decoded decoded) {
        return ((OpaqueTransport) decoded.packet().transport()).payload();
    }
}
