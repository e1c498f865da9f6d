package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertNotEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import java.nio.ByteBuffer;
import org.testng.annotations.Test;

/** Byte strings are values, and zeros are like other bytes. */
public final class BytesTest {

    @Test
    public void equalBytesAreEqualHoweverTheyCameAbout() {
        assertEquals(Bytes.of(new byte[5]), Bytes.zeros(5));
        assertEquals(Bytes.of(new byte[5]).hashCode(), Bytes.zeros(5).hashCode());
        assertEquals(Bytes.ofHex("000102").slice(1, 3), Bytes.of((byte) 1, (byte) 2));
        assertEquals(Bytes.ofHex("0000ff").slice(0, 2), Bytes.zeros(2));
        assertEquals(Bytes.copyOf(new byte[] {9, 0, 7, 8}, 1, 2), Bytes.ofHex("0007"));
        assertEquals(Bytes.copyOf(ByteBuffer.wrap(new byte[] {9, 0, 7, 8}), 1, 2), Bytes.ofHex("0007"));
        assertEquals(Bytes.zeros(0), Bytes.EMPTY);
        assertNotEquals(Bytes.zeros(2), Bytes.zeros(3));
        assertNotEquals(Bytes.zeros(2), Bytes.ofHex("0001"));
    }

    @Test
    public void theyDoNotChangeWithTheirSource() {
        byte[] source = {1, 2};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;
        assertEquals(bytes.toHex(), "0102");
    }

    @Test
    public void whatRemainsInABufferIsCopiedAndThePositionStays() {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(8).put(new byte[] {1, 2, 3, 4}).flip();
        buffer.position(1);
        assertEquals(Bytes.copyOf(buffer).toHex(), "020304");
        assertEquals(buffer.position(), 1);
    }

    @Test
    public void oneByteThatIsNotZeroIsFoundWhereverItStands() {
        for (int i = 0; i < 20; i++) {
            byte[] source = new byte[22];
            source[0] = 1;
            source[21] = 1;
            assertTrue(Bytes.copyOf(ByteBuffer.wrap(source), 1, 20).isAllZero());
            source[1 + i] = (byte) 0x80;
            assertEquals(Bytes.copyOf(ByteBuffer.wrap(source), 1, 20).at(i), (byte) 0x80);
        }
    }

    @Test
    public void soItIsInLongOnes() {
        for (ByteBuffer source : new ByteBuffer[] {ByteBuffer.allocate(5000), ByteBuffer.allocateDirect(5000)}) {
            assertTrue(Bytes.copyOf(source, 0, 5000).isAllZero());
            for (int i : new int[] {1, 2047, 2048, 2049, 4095, 4096, 4999}) {
                source.put(i, (byte) 1);
                assertEquals(Bytes.copyOf(source, 0, 5000).at(i), (byte) 1);
                assertEquals(Bytes.copyOf(source, i, 1), Bytes.of((byte) 1));
                assertTrue(Bytes.copyOf(source, 0, i).isAllZero());
                source.put(i, (byte) 0);
            }
        }
    }

    @Test
    public void theyArePutWhereABufferStands() {
        for (int length : new int[] {0, 1, 2047, 2048, 2049, 5000}) {
            ByteBuffer target = ByteBuffer.allocate(length + 2);
            target.put((byte) 7);
            Bytes.zeros(length).putInto(target);
            assertEquals(target.position(), length + 1);
        }
        ByteBuffer target = ByteBuffer.allocate(3);
        Bytes.ofHex("0a0b0c").putInto(target);
        assertEquals(Bytes.of(target.array()).toHex(), "0a0b0c");
    }

    @Test
    public void eachByteIsAtItsIndexAndNoneOutside() {
        assertEquals(Bytes.ofHex("00ff").at(1), (byte) -1);
        assertEquals(Bytes.zeros(2).at(1), (byte) 0);
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.zeros(2).at(2));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.ofHex("ff").at(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.zeros(2).slice(1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.zeros(2).slice(2, 1));
        assertThrows(IllegalArgumentException.class, () -> Bytes.zeros(-1));
    }

    @Test
    public void theyKnowWhetherTheyAreZeros() {
        assertTrue(Bytes.ofHex("0000").isAllZero());
        assertTrue(Bytes.EMPTY.isAllZero());
        assertFalse(Bytes.ofHex("0001").isAllZero());
        assertTrue(Bytes.EMPTY.isEmpty());
        assertEquals(Bytes.zeros(1000).toString(), "1000 zero bytes");
        assertEquals(Bytes.ofHex("BEEF").toString(), "beef");
    }
}
