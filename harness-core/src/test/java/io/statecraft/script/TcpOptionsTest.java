package io.statecraft.script;

import static org.testng.Assert.assertEquals;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.scenario.TransportPattern.Options;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.Sack.Block;
import java.util.List;
import java.util.OptionalLong;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The options of both dialects. */
public final class TcpOptionsTest {

    private static Options options(String list) {
        return ((Tcp) Scripts.outbound("S 0:0(0) <" + list + ">")).options();
    }

    @DataProvider
    public Object[][] exact() {
        return new Object[][] {
            {"mss 1460", new TcpOption.MaximumSegmentSize(1460)},
            {"wscale 255,nop", new TcpOption.WindowScale(255)},
            {"sackOK,nop,nop", new TcpOption.SackPermitted()},
            {"eol,eol,eol,eol", new TcpOption.EndOfList()},
            {
                "sack 1:1001 4294967295:5,nop,nop",
                new TcpOption.Sack(List.of(
                        new Block(SequenceNumber.of(1), SequenceNumber.of(1001)),
                        new Block(SequenceNumber.of(-1), SequenceNumber.of(5))))
            },
            {"TS val 100 ecr 4294967295,nop,nop", new TcpOption.Timestamps(100, -1)},
            {"md5 0001,nop,nop,nop,nop", new TcpOption.Md5Signature(Bytes.ofHex("0001"))},
            {"FO,nop,nop", new TcpOption.FastOpen(Bytes.EMPTY)},
            {"FO 12345678,nop,nop", new TcpOption.FastOpen(Bytes.ofHex("12345678"))},
            {"FO 3021b9d889017eeb,nop,nop", new TcpOption.FastOpen(Bytes.ofHex("3021b9d889017eeb"))},
            {"uto 300", new TcpOption.UserTimeout(false, 300)},
            {"uto 32767 min", new TcpOption.UserTimeout(true, 32767)},
            {"FOEXP", new TcpOption.FastOpenExperimental(Bytes.EMPTY)},
            {"exp-FO 00112233", new TcpOption.FastOpenExperimental(Bytes.ofHex("00112233"))},
            {"EXP-FO 0011,nop,nop", new TcpOption.FastOpenExperimental(Bytes.ofHex("0011"))},
            {"ECN e0b 1 ceb 0 e1b 16777215,nop", new TcpOption.AccurateEcn(0, List.of(1, 0, 0xffffff))},
            {"ECN e1b 1 ceb 2", new TcpOption.AccurateEcn(1, List.of(1, 2))},
            {"AccECN0,nop,nop", new TcpOption.AccurateEcn(0, List.of())},
            {"AccECN1 ee1b 1 eceb 2 ee0b 3,nop", new TcpOption.AccurateEcn(1, List.of(1, 2, 3))},
            {"exp-AccECN0 ee0b 258,nop", new TcpOption.Unknown(254, Bytes.ofHex("acc0000102"))},
            {"exp-tarr 5,nop,nop,nop", new TcpOption.Unknown(254, Bytes.ofHex("00ac0a"))},
            {"gen-254 f989", new TcpOption.Unknown(254, Bytes.ofHex("f989"))},
            {"gen-77,nop,nop", new TcpOption.Unknown(77, Bytes.EMPTY)},
            {"exp-f989 0102,nop,nop", new TcpOption.Unknown(254, Bytes.ofHex("f9890102"))},
        };
    }

    @Test(dataProvider = "exact")
    public void optionIsReadAsItsValue(String text, TcpOption expected) {
        assertEquals(((Options.Listed) options(text)).list().get(0), new OptionPattern.Exactly(expected));
    }

    @DataProvider
    public Object[][] special() {
        return new Object[][] {
            {"TS val ... ecr 5,nop,nop", new OptionPattern.TimestampsWith(OptionalLong.empty(), 5, false)},
            {"TS val 7 ecr 5!,nop,nop", new OptionPattern.TimestampsWith(OptionalLong.of(7), 5, true)},
            {"md5 valid,nop,nop", new OptionPattern.ValidMd5()},
        };
    }

    @Test(dataProvider = "special")
    public void optionThatIsNotAllGivenIsReadAsItsPattern(String text, OptionPattern expected) {
        assertEquals(((Options.Listed) options(text)).list().get(0), expected);
    }

    @Test
    public void listMayBeOpenAbsentOrBytes() {
        assertEquals(options("..."), new Options.Any());
        assertEquals(((Tcp) Scripts.outbound("S 0:0(0)")).options(), Options.NONE);
        assertEquals(options("020405b4"), new Options.Raw(Bytes.ofHex("020405b4")));
        assertEquals(options("01010101"), new Options.Raw(Bytes.ofHex("01010101")));
    }

    @Test
    public void definitionStandsForAValueAndKeepsADigitStringAsWritten() {
        Tcp tcp = (Tcp) ((Action.Expect) Scripts.parse(
                                "--define=MSS=1460\n--define=COOKIE=00000012\n0 > S 0:0(0) <mss MSS,FO COOKIE,nop,nop>")
                        .steps()
                        .get(0)
                        .action())
                .packet()
                .transport();
        assertEquals(
                ((Options.Listed) tcp.options()).list().subList(0, 2),
                List.of(
                        new OptionPattern.Exactly(new TcpOption.MaximumSegmentSize(1460)),
                        new OptionPattern.Exactly(new TcpOption.FastOpen(Bytes.ofHex("00000012")))));
    }
}
