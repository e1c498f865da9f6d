package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;

import io.statecraft.wire.TcpOption.AccurateEcn;
import io.statecraft.wire.TcpOption.EndOfList;
import io.statecraft.wire.TcpOption.FastOpen;
import io.statecraft.wire.TcpOption.FastOpenExperimental;
import io.statecraft.wire.TcpOption.MaximumSegmentSize;
import io.statecraft.wire.TcpOption.Md5Signature;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.Sack;
import io.statecraft.wire.TcpOption.SackPermitted;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.Unknown;
import io.statecraft.wire.TcpOption.Unreadable;
import io.statecraft.wire.TcpOption.UserTimeout;
import io.statecraft.wire.TcpOption.WindowScale;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Every option list is read as what it says, and written again byte for byte. */
public final class TcpOptionCodecTest {
    private static final TcpOption EOL = new EndOfList();
    private static final TcpOption NOP = new NoOperation();

    @DataProvider
    public Object[][] lists() {
        return new Object[][] {
            {"", List.of()},
            {"020405b4", List.of(new MaximumSegmentSize(1460))},
            {"020405b4" + "0402" + "0000", List.of(new MaximumSegmentSize(1460), new SackPermitted(), EOL, EOL)},
            {"01" + "030307", List.of(NOP, new WindowScale(7))},
            {"0101080a00000001fffffffe", List.of(NOP, NOP, new Timestamps(1, -2))},
            {"050a" + "0000000affffffff", List.of(new Sack(List.of(block(10, 0xffff_ffffL))))},
            {"0502", List.of(new Sack(List.of()))},
            {"0506" + "00000001", List.of(new Unknown(5, Bytes.ofHex("00000001")))},
            {"1312" + "00".repeat(16), List.of(new Md5Signature(Bytes.zeros(16)))},
            {"1304" + "0102", List.of(new Md5Signature(Bytes.ofHex("0102")))},
            {"2202", List.of(new FastOpen(Bytes.EMPTY))},
            {"220a" + "0102030405060708", List.of(new FastOpen(Bytes.ofHex("0102030405060708")))},
            {"fe04f989", List.of(new FastOpenExperimental(Bytes.EMPTY))},
            {"fe06f989abcd", List.of(new FastOpenExperimental(Bytes.ofHex("abcd")))},
            {"fe04f988", List.of(new Unknown(254, Bytes.ofHex("f988")))},
            {"fe03f9", List.of(new Unknown(254, Bytes.ofHex("f9")))},
            {"fd04f989", List.of(new Unknown(253, Bytes.ofHex("f989")))},
            {"1c04012c", List.of(new UserTimeout(false, 300))},
            {"1c04ffff", List.of(new UserTimeout(true, 0x7fff))},
            {"1c0301", List.of(new Unknown(28, Bytes.ofHex("01")))},
            {"ac0b000001000002ffffff", List.of(new AccurateEcn(0, List.of(1, 2, 0xffffff)))},
            {"ae05000001", List.of(new AccurateEcn(1, List.of(1)))},
            {"ac02", List.of(new AccurateEcn(0, List.of()))},
            {"ac040000", List.of(new Unknown(172, Bytes.zeros(2)))},
            {"ae0e" + "00".repeat(12), List.of(new Unknown(174, Bytes.zeros(12)))},
            {"1e0401ff", List.of(new Unknown(30, Bytes.ofHex("01ff")))},
            // A length that the kind does not have.
            {"020305", List.of(new Unknown(2, Bytes.ofHex("05")))},
            {"03040700", List.of(new Unknown(3, Bytes.ofHex("0700")))},
            {"040301", List.of(new Unknown(4, Bytes.ofHex("01")))},
            {"0806" + "00000001", List.of(new Unknown(8, Bytes.ofHex("00000001")))},
            // Lists that cannot be read on.
            {"01" + "0200", List.of(NOP, new Unreadable(Bytes.ofHex("0200")))},
            {"0201", List.of(new Unreadable(Bytes.ofHex("0201")))},
            {"0402" + "02", List.of(new SackPermitted(), new Unreadable(Bytes.ofHex("02")))},
            {"020405", List.of(new Unreadable(Bytes.ofHex("020405")))},
            {"ff29" + "00".repeat(38), List.of(new Unreadable(Bytes.ofHex("ff29" + "00".repeat(38))))},
            // Padding that is not zero.
            {"000001" + "00", List.of(EOL, EOL, new Unreadable(Bytes.ofHex("0100")))},
        };
    }

    @Test(dataProvider = "lists")
    public void aListIsReadAsWhatItSays(String hex, List<TcpOption> options) {
        assertEquals(TcpOptionCodec.decode(Bytes.ofHex(hex)), options);
    }

    @Test(dataProvider = "lists")
    public void aListIsWrittenAsItWasRead(String hex, List<TcpOption> options) {
        assertEquals(TcpOptionCodec.encode(options).toHex(), hex);
        assertEquals(TcpOptionCodec.size(options), hex.length() / 2);
    }

    @Test
    public void everyListOfRandomBytesIsWrittenAsItWasRead() {
        for (int seed = 0; seed < 10_000; seed++) {
            PacketGenerator generator = new PacketGenerator(seed);
            byte[] bytes = generator.bytes(generator.below(41)).toArray();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (bytes[i] & 0x1f); // small kinds and lengths, so that lists go on
            }
            assertEquals(
                    TcpOptionCodec.encode(TcpOptionCodec.decode(Bytes.of(bytes))), Bytes.of(bytes), "seed " + seed);
        }
    }

    @Test
    public void anOptionThatItsLengthFieldCannotHoldIsNotMade() {
        assertThrows(IllegalArgumentException.class, () -> new Unknown(9, Bytes.zeros(254)));
        assertThrows(IllegalArgumentException.class, () -> new FastOpen(Bytes.zeros(254)));
        assertThrows(IllegalArgumentException.class, () -> new FastOpenExperimental(Bytes.zeros(252)));
        assertThrows(IllegalArgumentException.class, () -> new Md5Signature(Bytes.zeros(254)));
        assertThrows(IllegalArgumentException.class, () -> new UserTimeout(false, 1 << 15));
        assertThrows(IllegalArgumentException.class, () -> new AccurateEcn(2, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new AccurateEcn(0, List.of(1, 2, 3, 4)));
        assertThrows(IllegalArgumentException.class, () -> new AccurateEcn(0, List.of(1 << 24)));
        assertThrows(IllegalArgumentException.class, () -> new Unknown(256, Bytes.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> new WindowScale(256));
        assertThrows(IllegalArgumentException.class, () -> new MaximumSegmentSize(65536));
    }

    private static Sack.Block block(long left, long right) {
        return new Sack.Block(SequenceNumber.of(left), SequenceNumber.of(right));
    }
}
