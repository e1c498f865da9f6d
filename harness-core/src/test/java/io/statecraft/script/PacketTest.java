package io.statecraft.script;

import static org.testng.Assert.assertEquals;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.IpPattern;
import io.statecraft.scenario.IpPattern.Ecn;
import io.statecraft.scenario.OuterHeader;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.Echoed;
import io.statecraft.scenario.TransportPattern.Icmp;
import io.statecraft.scenario.TransportPattern.Ports;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.scenario.TransportPattern.Sequence.Form;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.scenario.TransportPattern.Udp;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Packets: segments, datagrams, ICMP messages, and what stands around them. */
public final class PacketTest {

    private static Tcp tcp(String packet) {
        return (Tcp) Scripts.outbound(packet);
    }

    private static PacketPattern packet(String packet) {
        return ((Action.Expect) Scripts.action("> " + packet)).packet();
    }

    @DataProvider
    public Object[][] flags() {
        return new Object[][] {
            {"S", TcpFlag.maskOf(TcpFlag.SYN), false},
            {"S.", TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK), false},
            {".", TcpFlag.maskOf(TcpFlag.ACK), false},
            {"-", 0, false},
            {"FP.", TcpFlag.maskOf(TcpFlag.FIN, TcpFlag.PSH, TcpFlag.ACK), false},
            {"F  .", TcpFlag.maskOf(TcpFlag.FIN, TcpFlag.ACK), false},
            {"W.", TcpFlag.maskOf(TcpFlag.CWR, TcpFlag.ACK), false},
            {"A.", TcpFlag.maskOf(TcpFlag.AE, TcpFlag.ACK), false},
            {"RU", TcpFlag.maskOf(TcpFlag.RST, TcpFlag.URG), false},
            {"SEW", TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ECE, TcpFlag.CWR), false},
            {"SEWA", TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ECE, TcpFlag.CWR, TcpFlag.AE), false},
            {"EAP.", TcpFlag.maskOf(TcpFlag.ECE, TcpFlag.AE, TcpFlag.PSH, TcpFlag.ACK), false},
            {"S.5", TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK, TcpFlag.AE, TcpFlag.ECE), true},
            {".3", TcpFlag.maskOf(TcpFlag.ACK, TcpFlag.CWR, TcpFlag.ECE), true},
            {"P.0", TcpFlag.maskOf(TcpFlag.PSH, TcpFlag.ACK), true},
        };
    }

    @Test(dataProvider = "flags")
    public void flagsAreLettersInAnyOrderOrAnAceDigit(String text, int mask, boolean digit) {
        assertEquals(tcp(text + " 1:1(0)").flags(), new TransportPattern.Flags(mask, digit));
    }

    @DataProvider
    public Object[][] sequences() {
        return new Object[][] {
            {"1:1001(1000)", new Sequence(1, 1000, Form.MAPPED)},
            {"1:1(0)!", new Sequence(1, 0, Form.ABSOLUTE)},
            {"...(1000)", new Sequence(0, 1000, Form.IGNORED)},
            {"4294967295:4294967296(1)", new Sequence(4294967295L, 1, Form.MAPPED)},
            {"4294967295:0(1)", new Sequence(4294967295L, 1, Form.MAPPED)},
        };
    }

    @Test(dataProvider = "sequences")
    public void sequenceNumbersAreReadInEachForm(String text, Sequence expected) {
        assertEquals(tcp(". " + text).sequence(), expected);
    }

    @Test
    public void numbersOfASegmentAreReadAndAbsentOnesStayUnset() {
        Tcp full = tcp("5000 > 8080 U. 1:2(1) ack 3 win 4 urg 5");
        assertEquals(full.ports(), Optional.of(new Ports(5000, 8080)));
        assertEquals(full.ack(), OptionalLong.of(3));
        assertEquals(full.window(), OptionalInt.of(4));
        assertEquals(full.urgentPointer(), OptionalInt.of(5));
        Tcp bare = tcp(". 1:1(0)");
        assertEquals(bare.ports(), Optional.empty());
        assertEquals(bare.ack(), OptionalLong.empty());
        assertEquals(bare.window(), OptionalInt.empty());
        assertEquals(bare.urgentPointer(), OptionalInt.empty());
    }

    @Test
    public void resetMayCarryItsDiagnosticAndASegmentMayTravelInUdp() {
        assertEquals(
                tcp("R. 1:9(8) ack 1 [code 5, pen 9]").resetDiagnostic(),
                Optional.of(new TransportPattern.ResetDiagnostic(5, 9)));
        assertEquals(tcp(". 1:1(0) ack 1 <nop,nop,nop,nop>/udp(9899 > 1)").udpPorts(), Optional.of(new Ports(9899, 1)));
    }

    @DataProvider
    public Object[][] ipFields() {
        OptionalInt none = OptionalInt.empty();
        return new Object[][] {
            {"[ect0]", new IpPattern(none, none, Optional.of(Ecn.ECT0), none, none)},
            {"(ecn ce)", new IpPattern(none, none, Optional.of(Ecn.CE), none, none)},
            {"[tos 0x03]", new IpPattern(OptionalInt.of(3), none, Optional.empty(), none, none)},
            {"(class 0xff)", new IpPattern(OptionalInt.of(255), none, Optional.empty(), none, none)},
            {"[noecn, flowlabel 0x1]", new IpPattern(none, none, Optional.of(Ecn.NOECN), none, OptionalInt.of(1))},
            {
                "(dscp voice-admit, hlim 5)",
                new IpPattern(none, OptionalInt.of(44), Optional.empty(), OptionalInt.of(5), none)
            },
            {"[dscp af23]", new IpPattern(none, OptionalInt.of(22), Optional.empty(), none, none)},
        };
    }

    @Test(dataProvider = "ipFields")
    public void fieldsOfTheIpHeaderStandBeforeTheSegment(String text, IpPattern expected) {
        assertEquals(packet(text + " . 1:1(0)").ip(), expected);
    }

    @Test
    public void outerHeadersStandOutermostFirst() {
        assertEquals(
                packet(
                                "ipv4 [ect1] 1.2.3.4 > 5.6.7.8: ipv6 fe80::1 > ::1: gre: mpls (label 5, tc 1, [S], ttl 9): . 1:1(0)")
                        .outer(),
                List.of(
                        new OuterHeader.Ip(
                                4,
                                new IpPattern(
                                        OptionalInt.empty(),
                                        OptionalInt.empty(),
                                        Optional.of(Ecn.ECT1),
                                        OptionalInt.empty(),
                                        OptionalInt.empty()),
                                "1.2.3.4",
                                "5.6.7.8"),
                        new OuterHeader.Ip(6, IpPattern.UNSET, "fe80::1", "::1"),
                        new OuterHeader.Gre(0, 0, 0, OptionalInt.empty(), OptionalInt.empty()),
                        new OuterHeader.Mpls(List.of(new OuterHeader.Mpls.Entry(5, 1, true, 9)))));
    }

    @Test
    public void greFieldsCountAsTheFlagsSay() {
        assertEquals(
                packet("gre flags [key present, sequence# present] sum 0 off 0 key 5 seq 6: . 1:1(0)")
                        .outer(),
                List.of(new OuterHeader.Gre(0x3000, 0, 0, OptionalInt.of(5), OptionalInt.of(6))));
        assertEquals(
                packet("GREv0, flags 0x8000, sum 1, off 2, key=5, seq 6: . 1:1(0)")
                        .outer(),
                List.of(new OuterHeader.Gre(0x8000, 1, 2, OptionalInt.empty(), OptionalInt.empty())));
    }

    @Test
    public void datagramHasALengthAndPerhapsPorts() {
        assertEquals(Scripts.outbound("udp (1000)"), new Udp(Optional.empty(), 1000));
        assertEquals(Scripts.outbound("udp 53 > 5353 (0)"), new Udp(Optional.of(new Ports(53, 5353)), 0));
    }

    @Test
    public void icmpNamesMeanWhatTheIpVersionSays() {
        String text = "0 > icmp unreachable port_unreachable [1:11(10)]";
        Icmp four = (Icmp) ((Action.Expect) Scripts.parse(text).steps().get(0).action())
                .packet()
                .transport();
        assertEquals(four.type(), 3);
        assertEquals(four.code(), 3);
        assertEquals(four.echoed(), Optional.of(new Echoed.OfTcp(new Sequence(1, 10, Form.MAPPED), Optional.empty())));
        for (Icmp six : List.of(
                icmp("--ip_version=ipv6\n" + text, ParseOptions.DEFAULT),
                icmp(text, ParseOptions.DEFAULT.withIpVersion(6)),
                icmp("--ip_version=ipv4\n" + text, ParseOptions.DEFAULT.withFixedIpVersion(6)))) {
            assertEquals(six.type(), 1);
            assertEquals(six.code(), 4);
        }
        assertEquals(icmp("--ip_version=ipv4\n" + text, ParseOptions.DEFAULT.withIpVersion(6)), four);
    }

    private static Icmp icmp(String text, ParseOptions options) {
        return (Icmp)
                ((Action.Expect) Scripts.parse(text, options).steps().get(0).action())
                        .packet()
                        .transport();
    }

    @Test
    public void icmpTypesAndCodesMayBeNumbersAndTheQuoteMayStandFirst() {
        Icmp numbers = (Icmp) Scripts.outbound("icmp type_3 code_4 mtu 1200 [1:1461(1460)]");
        Icmp names = (Icmp) Scripts.outbound("[1:1461(1460)] icmp unreachable frag_needed mtu 1200");
        assertEquals(numbers.type(), names.type());
        assertEquals(numbers.code(), names.code());
        assertEquals(numbers.mtu(), OptionalLong.of(1200));
        assertEquals(numbers.echoed(), names.echoed());
    }

    @Test
    public void icmpMayQuoteADatagramOrNothing() {
        assertEquals(((Icmp) Scripts.outbound("icmp unreachable [udp(7)]")).echoed(), Optional.of(new Echoed.OfUdp(7)));
        Icmp echo = (Icmp) Scripts.outbound("icmp echo_request id 5 [raw(64)]");
        assertEquals(echo.id(), OptionalInt.of(5));
        assertEquals(echo.echoed(), Optional.of(new Echoed.Raw(64)));
    }
}
