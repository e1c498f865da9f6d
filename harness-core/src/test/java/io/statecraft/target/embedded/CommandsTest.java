package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.Setting;
import io.statecraft.target.Family;
import io.statecraft.target.Target.CommandOutcome;
import io.statecraft.target.Target.CommandOutcome.Done;
import io.statecraft.target.Target.CommandOutcome.Refused;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Commands without a shell. */
public final class CommandsTest {
    private EmbeddedTarget target;

    @BeforeMethod
    public void open() {
        target = Program.open(Profiles.FREEBSD, Family.IPV4, Map.of());
    }

    private String run(String command) {
        CommandOutcome outcome = target.command(command);
        return outcome instanceof Done done ? "" + done.status() : ((Refused) outcome).reason();
    }

    @Test
    public void aSettingChangesTheProfile() {
        assertEquals(run("sysctl -w net.inet.tcp.insecure_rst=1"), "0");
        assertEquals(target.stack().profile().pick(Choice.RST_IN_WINDOW), Answer.ACT);
        assertEquals(run("sysctl -w net.inet.tcp.insecure_rst=0"), "0");
        assertEquals(target.stack().profile().pick(Choice.RST_IN_WINDOW), Answer.CHALLENGE);
        assertEquals(run("sysctl -w net.inet.tcp.keepinit=5000 net.inet.tcp.recvspace=1234"), "0");
        assertEquals(target.stack().profile().get(Setting.CONNECT_TIMEOUT), 5_000_000_000L);
        assertEquals(target.stack().profile().get(Setting.RECEIVE_BUFFER), 1234);
        assertEquals(run("sysctl -w net.ipv4.tcp_fin_timeout=7"), "0");
        assertEquals(target.stack().profile().get(Setting.FIN_WAIT_2_TIMEOUT), 7_000_000_000L);
    }

    @Test
    public void oneSettingCanHaveTwoEffects() {
        run("sysctl -w net.inet.tcp.rfc1323=3");
        Profile profile = target.stack().profile();
        assertEquals(profile.has(Setting.TIMESTAMPS), true);
        assertEquals(profile.has(Setting.WINDOW_SCALING), false);
    }

    @Test
    public void aHarmlessSettingChangesNothing() {
        Profile before = target.stack().profile();
        assertEquals(run("sysctl -w net.inet.tcp.hostcache.purgenow=1"), "0");
        assertEquals(target.stack().profile(), before);
    }

    @Test
    public void aSettingThatTheSystemDoesNotHaveFailsAsThere() {
        assertEquals(run("sysctl -q net.ipv4.tcp_fastopen_cookies=0"), "255");
        assertEquals(run("sysctl -q net.ipv4.tcp_fastopen_cookies=0 || sysctl -w net.inet.tcp.recvspace=1234"), "0");
        assertEquals(target.stack().profile().get(Setting.RECEIVE_BUFFER), 1234);
    }

    @Test
    public void congestionControlsThatThereAreNotAreRefused() {
        assertEquals(run("sysctl -q net.ipv4.tcp_congestion_control=reno"), "0");
        assertEquals(target.stack().profile().get(Setting.CONGESTION_CONTROL), 1);
        assertEquals(run("sysctl -q net.ipv4.tcp_congestion_control=bbr"), "0");
        assertEquals(target.stack().profile().get(Setting.CONGESTION_CONTROL), 3);
        assertEquals(
                run("sysctl -q net.ipv4.tcp_congestion_control=dctcp"),
                "the embedded target cannot set net.ipv4.tcp_congestion_control to dctcp");
    }

    @Test
    public void bsdNamesItsCongestionControls() {
        assertEquals(run("sysctl -w net.inet.tcp.cc.algorithm=cubic"), "0");
        assertEquals(target.stack().profile().get(Setting.CONGESTION_CONTROL), 2);
        assertEquals(run("sysctl -w net.inet.tcp.cc.algorithm=newreno"), "0");
        assertEquals(target.stack().profile().get(Setting.CONGESTION_CONTROL), 1);
    }

    @DataProvider
    public Object[][] refusals() {
        return new Object[][] {
            {
                "sysctl -w net.inet.tcp.no_such_thing=1",
                "no such setting on the embedded target: net.inet.tcp.no_such_thing"
            },
            {"sysctl -w net.inet.tcp.insecure_rst=7", "the embedded target cannot set net.inet.tcp.insecure_rst to 7"},
            {"sysctl -w net.inet.tcp.ecn.enable=4", "the embedded target cannot set net.inet.tcp.ecn.enable to 4"},
            {
                "sysctl -w net.inet.tcp.cc.algorithm=htcp",
                "the embedded target cannot set net.inet.tcp.cc.algorithm to htcp"
            },
            {"sysctl -w net.inet.tcp.msl=many", "the embedded target cannot set net.inet.tcp.msl to many"},
            {"sysctl -w net.inet.tcp.msl=-5", "the embedded target cannot set net.inet.tcp.msl to -5"},
            {
                "sysctl -w net.inet.tcp.msl=99999999999999999",
                "the embedded target cannot set net.inet.tcp.msl to 99999999999999999"
            },
            {"rm -rf /", "the embedded target has no shell, and does not know the command: rm -rf /"},
            {"sockstat | sort", "the embedded target has no shell, and does not know the command: sort"},
            {
                "sysctl net.inet.tcp.msl",
                "the embedded target has no shell, and does not know the command: sysctl net.inet.tcp.msl"
            },
        };
    }

    @Test(dataProvider = "refusals")
    public void whatIsNotKnownIsRefused(String command, String reason) {
        Profile before = target.stack().profile();
        assertEquals(run(command), reason);
        assertEquals(target.stack().profile(), before);
    }

    @Test
    public void everyLineOfTheTableIsUnderstood() {
        for (String line : SymbolTable.lines("settings.txt")) {
            assertEquals(SettingsTable.has(line.trim().split("\\s+")[0]), true, line);
        }
    }

    @Test
    public void severalLinesRunAsFarAsTheySucceed() {
        assertEquals(run("""
                # first
                sysctl -w net.inet.tcp.msl=1000
                sockstat | grep nothing
                sysctl -w net.inet.tcp.msl=2000
                """), "1");
        assertEquals(target.stack().profile().get(Setting.MSL), 1_000_000_000L);
    }

    @Test
    public void socketsAreListedByState() {
        String script = """
                 0   `sockstat -4 -P tcp -p 8080 -s | grep -c SYN_RCVD | grep 0`
                +0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0   bind(3, ..., ...) = 0
                +0   listen(3, 1) = 0
                +0   `sockstat -4 -s | grep packetdril | grep -c LISTEN | grep 1`
                +0   < S 0:0(0) win 65535 <mss 1460>
                +0   > S. 0:0(0) ack 1 <...>
                +0   `sockstat -4 -P tcp -s -p 8080 | grep -c SYN_RCVD | grep 1`
                +0   `sockstat -6 -s | grep -c SYN_RCVD | grep 0`
                +0   < . 1:1(0) ack 1 win 65535
                +0   accept(3, ..., ...) = 4
                +0   shutdown(4, SHUT_WR) = 0
                +0   > F. 1:1(0) ack 1
                +0   < F. 1:1(0) ack 2 win 65535
                +0   > . 2:2(0) ack 2
                +0   `sockstat -4 -P tcp -s | grep packetdril | grep -c TIME_WAIT | grep 1`
                +0   `tcpdrop -s TIME_WAIT`
                +0   `sockstat -4 -P tcp -s | grep packetdril | grep -c CLOSED | grep 1`
                """;
        assertEquals(Program.verdict(Profiles.FREEBSD, script), "PASS");
    }

    @Test
    public void aListingThatIsNotAsExpectedFailsTheScenario() {
        String script = "0 `sockstat -4 -s | grep -c LISTEN | grep 1`";
        assertEquals(
                List.of(Program.verdict(Profiles.FREEBSD, script).split(" ", 2)).get(0), "FAIL");
    }
}
