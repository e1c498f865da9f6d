package io.statecraft.scenario;

import static io.statecraft.scenario.Calls.ANY;
import static io.statecraft.scenario.Calls.array;
import static io.statecraft.scenario.Calls.call;
import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.data;
import static io.statecraft.scenario.Packets.fin;
import static io.statecraft.scenario.Packets.icmp;
import static io.statecraft.scenario.Packets.rst;
import static io.statecraft.scenario.Packets.rstAck;
import static io.statecraft.scenario.Packets.segment;
import static io.statecraft.scenario.Packets.syn;
import static io.statecraft.scenario.Packets.synAck;
import static io.statecraft.scenario.Packets.udp;
import static io.statecraft.scenario.Scenarios.scenario;
import static io.statecraft.scenario.TcpOptions.mss;
import static io.statecraft.scenario.TcpOptions.nop;
import static io.statecraft.scenario.TcpOptions.sack;
import static io.statecraft.scenario.TcpOptions.sackOk;
import static io.statecraft.scenario.TcpOptions.timestamps;
import static io.statecraft.scenario.TcpOptions.wscale;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.SequenceNumber;
import org.testng.annotations.Test;

/** The fluent face makes what the text makes. */
public final class FluentScenarioTest {

    private static Scenario parse(String text) {
        Parsed parsed = ScriptParser.parse("test.pkt", text, ParseOptions.DEFAULT);
        assertTrue(parsed.diagnostics().isEmpty(), parsed.render());
        return parsed.scenario().orElseThrow();
    }

    @Test
    public void passiveCloseIsTheSameFluentAndAsText() {
        Scenario fluent = scenario("close/passive")
                .title("A peer that closes first leaves us in CLOSE-WAIT until we close too.")
                .verifies("RFC9293:MUST-12")
                .tags("close")
                .at(0)
                .socket(3)
                .bind(3)
                .listen(3, 1)
                .state(3, TcpState.LISTEN)
                .after(.1)
                .inject(syn().seq(0).win(65535).options(mss(1460), sackOk(), nop(), nop()))
                .expect(synAck().seq(0).ack(1).anyOptions())
                .peerState(3, TcpState.SYN_RECEIVED)
                .after(.01)
                .inject(ack().seq(1).ack(1).win(65535))
                .accept(3, 4)
                .inject(fin().seq(1).ack(1).win(65535))
                .expect(ack().seq(1).ack(2))
                .state(4, TcpState.CLOSE_WAIT)
                .silence(.2)
                .close(4)
                .expectAllowed()
                .build();
        assertEquals(fluent, parse("""
                        // A peer that closes first leaves us in CLOSE-WAIT until we close too.
                        // id: close/passive   verifies: RFC9293:MUST-12   tags: close
                         0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                        +0   bind(3, ..., ...) = 0
                        +0   listen(3, 1) = 0
                        +0   state(3) = LISTEN
                        +.1  < S 0:0(0) win 65535 <mss 1460,sackOK,nop,nop>
                        +0   > S. 0:0(0) ack 1 <...>
                        +0   state(3, peer) = SYN-RECEIVED
                        +.01 < . 1:1(0) ack 1 win 65535
                        +0   accept(3, ..., ...) = 4
                        +0   < F. 1:1(0) ack 1 win 65535
                        +0   > . 1:1(0) ack 2
                        +0   state(4) = CLOSE-WAIT
                        +0   silence for 0.2
                        +0   close(4) = 0
                        +0   > oracle
                        """));
    }

    @Test
    public void rarerThingsAreTheSameFluentAndAsText() {
        Scenario fluent = scenario("rare")
                .needs("embedded")
                .option("ip_version", "ipv4")
                .option("strict_segments")
                .init("../common/defaults.sh")
                .cleanup("true")
                .at(0)
                .socket(3)
                .call(Calls.nonBlocking(3).returns(0))
                .call(Calls.connect(3).fails("EINPROGRESS"))
                .call(Calls.setsockopt(3, "SOL_SOCKET", "SO_REUSEADDR", 1).returns(0))
                .call(Calls.getsockopt(3, "SOL_SOCKET", "SO_ERROR", 0).returns(0))
                .call(call("setsockopt", 3, "SOL_TCP", "TCP_CONGESTION", Calls.text("reno"), 4)
                        .returns(0))
                .call(call("ioctl", 3, "SIOCINQ", array(1000)).returnsAnything())
                .afterBetween(.1, .2)
                .expect(segment("SEW").seq(0).options(mss(1460), sackOk(), timestamps(100, 0), nop(), wscale(8)))
                .after(.002)
                .returningAt(.004)
                .call(Calls.connect(4).returns(0))
                .anytime()
                .expect(data(1000).seq(1).ack(1).ecn(IpPattern.Ecn.ECT01))
                .at(1)
                .inject(ack().seq(1).ack(1).win(100).options(nop(), nop(), sack(1001, 2001, 3001, 4001)))
                .between(1, 2.5)
                .expect(rst().seq(1).absolute())
                .inject(rstAck().ports(5000, 8080).seq(1).ack(1).win(0).ttl(64))
                .inject(segment("PU.").seq(1).length(10).ack(1).win(5).urg(3))
                .inject(icmp("unreachable", "frag_needed").mtu(1200).quoting(1, 1460))
                .expect(udp(100))
                .command("sysctl -w a=1")
                .code("assert tcpi_unacked == 1")
                .call(call("read", 3, ANY, 10).returns(10))
                .build();
        assertEquals(fluent, parse("""
                        // id: rare
                        // needs: embedded
                        --ip_version=ipv4
                        --strict_segments
                        `../common/defaults.sh`
                        0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                        +0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0
                        +0 connect(3, ..., ...) = -1 EINPROGRESS
                        +0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0
                        +0 getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
                        +0 setsockopt(3, SOL_TCP, TCP_CONGESTION, "reno", 4) = 0
                        +0 ioctl(3, SIOCINQ, [1000]) = ...
                        +.1~+.2 > SEW 0:0(0) <mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 8>
                        +.002...0.004 connect(4, ..., ...) = 0
                        * > [ect01] P. 1:1001(1000) ack 1
                        1 < . 1:1(0) ack 1 win 100 <nop,nop,sack 1001:2001 3001:4001>
                        1~2.5 > R 1:1(0)!
                        +0 < [ttl 64] 5000 > 8080 R. 1:1(0) ack 1 win 0
                        +0 < PU. 1:11(10) ack 1 win 5 urg 3
                        +0 < icmp unreachable frag_needed mtu 1200 [1:1461(1460)]
                        +0 > udp (100)
                        +0 `sysctl -w a=1`
                        +0 %{ assert tcpi_unacked == 1 }%
                        +0 read(3, ..., 10) = 10
                        `true`
                        """));
    }

    @Test
    public void numbersMayComeFromAConnection() {
        SegmentPattern segment =
                rst().seq(SequenceNumber.of(0xfffffff0L).plus(0x20)).ack(SequenceNumber.of(-1));
        assertEquals(segment.tcp().sequence(), new Sequence(0x10, 0, Sequence.Form.MAPPED));
        assertEquals(segment.tcp().ack().getAsLong(), 0xffffffffL);
    }

    @Test
    public void whatIsNotSaidIsOpen() {
        assertEquals(ack().tcp().sequence().form(), Sequence.Form.IGNORED);
        assertTrue(ack().tcp().ack().isEmpty());
        assertTrue(ack().tcp().window().isEmpty());
    }

    @Test
    public void stepKnowsTheTestThatItStandsIn() {
        Step step = scenario("here").socket(3).build().steps().get(0);
        assertEquals(step.location().source(), FluentScenarioTest.class.getName() + ".stepKnowsTheTestThatItStandsIn");
        assertTrue(step.location().line() > 0);
    }

    @Test
    public void whatNoScriptCanSayIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> scenario("x").inject(syn().seq(0)));
        assertThrows(IllegalArgumentException.class, () -> scenario("x").inject(syn().win(1)));
        assertThrows(IllegalArgumentException.class, () -> scenario("x").at(-1));
        assertThrows(IllegalArgumentException.class, () -> scenario("x").command("a`b"));
        assertThrows(IllegalArgumentException.class, () -> scenario("x").code("a }% b"));
        assertThrows(IllegalArgumentException.class, () -> segment("SX"));
        assertThrows(IllegalArgumentException.class, () -> ack().win(65536));
        assertThrows(IllegalArgumentException.class, () -> icmp("unreachable", "no_route"));
        assertThrows(IllegalStateException.class, () -> scenario("x").at(0).at(1));
        assertThrows(IllegalStateException.class, () -> scenario("x").anytime().socket(3));
        assertThrows(
                IllegalStateException.class, () -> scenario("x").returningAt(1).silence(1));
        assertThrows(IllegalStateException.class, () -> scenario("x").build());
    }
}
