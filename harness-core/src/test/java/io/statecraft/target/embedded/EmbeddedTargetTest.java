package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;

import io.statecraft.run.Outcome;
import io.statecraft.run.TraceEvent;
import io.statecraft.scenario.Expression;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.SocketApi;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.Target;
import io.statecraft.target.UnknownCallException;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.testng.annotations.Test;

/** The embedded target as a target: settings, families, probe, TCP_INFO, determinism. */
public final class EmbeddedTargetTest {
    private static final String TIME_WAIT = """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0   state(3) = LISTEN
            +.01 < S 0:0(0) win 65535 <mss 1000>
            +0   > S. 0:0(0) ack 1 <...>
            +0   state(3, peer) = SYN-RECEIVED
            +.01 < . 1:1(0) ack 1 win 65535
            +0   accept(3, ..., ...) = 4
            +0   write(4, ..., 10000) = 10000
            +0   > P. 1:10001(10000) ack 1
            +.01 < . 1:1(0) ack 10001 win 65535
            +0   close(4) = 0
            +0   > F. 10001:10001(0) ack 1
            +.01 < F. 1:1(0) ack 10002 win 65535
            +0   > . 10002:10002(0) ack 2
            +0   state(4) = TIME-WAIT
            """;

    @Test
    public void timeWaitLastsTwiceTheMslOfTheScenario() {
        assertEquals(
                Program.verdict(
                        Profiles.RFC9293, "--msl=1\n" + TIME_WAIT + "+1.9 state(4) = TIME-WAIT\n+.2 state(4) = CLOSED"),
                "PASS");
        assertEquals(
                Program.verdict(Profiles.RFC9293, TIME_WAIT + "+239 state(4) = TIME-WAIT\n+2 state(4) = CLOSED"),
                "PASS");
    }

    @Test
    public void everyFamilyPlays() {
        for (String version : new String[] {"ipv4", "ipv6", "ipv4-mapped-ipv6"}) {
            assertEquals(
                    Program.verdict(Profiles.RFC9293, "--ip_version=" + version + "\n" + TIME_WAIT), "PASS", version);
        }
    }

    @Test
    public void theSameScenarioGivesTheSameTrace() {
        Outcome first = Program.play(Profiles.LINUX, TIME_WAIT);
        Outcome second = Program.play(Profiles.LINUX, TIME_WAIT);
        List<TraceEvent> events = first.trace().events();
        assertEquals(events.size() > 20, true);
        assertEquals(events, second.trace().events());
    }

    @Test
    public void addressesAndPortsAreThoseOfTheRequest() {
        try (Target target =
                Program.open(Profiles.RFC9293, Family.IPV6, Map.of("bind_port", "99", "connect_port", "77"))) {
            assertEquals(target.localAddress().version(), 6);
            start(target, "socket", "...", 1, 6);
            start(target, "bind", 3, "...", "...");
            assertEquals(target.sockets().orElseThrow().ends(3).orElseThrow().localPort(), 99);
            start(target, "listen", 3, 1);
            assertEquals(target.probe().orElseThrow().listener(target.localAddress(), 99), TcpState.LISTEN);
            assertEquals(target.probe().orElseThrow().listener(target.localAddress(), 98), TcpState.CLOSED);
            assertEquals(target.probe().orElseThrow().listener(IpAddress.of("fe80::9"), 99), TcpState.CLOSED);
        }
    }

    private static SocketApi.Pending start(Target target, String function, Object... arguments) {
        List<Expression> expressions = new ArrayList<>();
        for (Object argument : arguments) {
            expressions.add(
                    argument instanceof Integer number ? Expression.Number.of(number) : new Expression.Ellipsis());
        }
        return target.sockets().orElseThrow().start(new Invocation(function, expressions, OptionalInt.empty(), false));
    }

    @Test
    public void aPacketForAnotherAddressIsNotForIt() {
        String script = """
                --local_ip=192.168.7.7
                 0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0   bind(3, ..., ...) = 0
                +0   listen(3, 1) = 0
                +.01 < S 0:0(0) win 65535 <mss 1000>
                +0   > S. 0:0(0) ack 1 <...>
                """;
        assertEquals(Program.verdict(Profiles.RFC9293, script), "PASS");
    }

    @Test
    public void whatTheScenarioCannotHaveIsSaidSo() {
        EmbeddedTargetKind kind = new EmbeddedTargetKind(Profiles.RFC9293);
        assertThrows(
                IllegalArgumentException.class, () -> kind.open(Program.request(Family.IPV4, Map.of("msl", "long"))));
        try (Target target = kind.open(Program.request(Family.IPV4, Map.of()))) {
            assertThrows(UnknownCallException.class, () -> start(target, "fork", 1));
            assertThrows(UnknownCallException.class, () -> start(target, "socket", 1));
            assertEquals(target.sockets().orElseThrow().valueOf("SO_NO_SUCH"), OptionalLong.empty());
        }
        kind.close();
    }

    @Test
    public void tcpInfoHasTheNumbersOfItsSystem() {
        String script = """
                 0   socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 3
                +0   connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
                +0   > S 0:0(0) <...>
                +0   %{ assert tcpi_state == SYN_SENT }%
                +.1  < S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK,eol,eol>
                +0   > . 1:1(0) ack 1
                +0   %{ assert tcpi_state == ESTABLISHED }%
                +0   %{ assert tcpi_snd_mss == 1000 }%
                +0   %{ assert tcpi_rtt == 100000 }%
                +0   %{ assert tcpi_options == OPTIONS }%
                """;
        assertEquals(
                Program.verdict(
                        Profiles.LINUX,
                        script.replace("SYN_SENT }", "2 }")
                                .replace("ESTABLISHED", "1")
                                .replace("OPTIONS", "2")),
                "PASS");
        assertEquals(
                Program.verdict(
                        Profiles.FREEBSD,
                        script.replace("SYN_SENT }", "TCPS_SYN_SENT }")
                                .replace("ESTABLISHED", "4")
                                .replace("OPTIONS", "2")),
                "PASS");
    }
}
