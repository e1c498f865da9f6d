package io.statecraft.run;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.expectThrows;

import io.statecraft.clock.Tolerance;
import io.statecraft.run.mapping.Numbering;
import io.statecraft.scenario.Scenario.Setting;
import io.statecraft.target.Family;
import io.statecraft.wire.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A scenario's options are read, and those of the command line win. */
public final class PlaySettingsTest {

    private static PlaySettings of(Map<String, String> overriding, String... written) {
        List<Setting> settings = java.util.Arrays.stream(written)
                .map(text -> text.split("=", 2))
                .map(pair -> new Setting(pair[0], pair.length == 2 ? Optional.of(pair[1]) : Optional.empty()))
                .toList();
        return PlaySettings.of(settings, overriding);
    }

    @Test
    public void theDefaultsArePacketdrills() {
        PlaySettings usual = PlaySettings.DEFAULT;
        assertEquals(usual.tolerance(), Tolerance.DEFAULT);
        assertEquals(usual.bindPort(), 8080);
        assertEquals(usual.connectPort(), 8080);
        assertEquals(usual.mtu(), 1500);
        assertEquals(usual.strictSegments(), false);
        assertEquals(usual.numbering(), Numbering.RELATIVE);
    }

    @Test
    public void eachOptionIsRead() {
        PlaySettings read = of(
                Map.of(),
                "tolerance_usecs=75000",
                "tolerance_percent=5.5",
                "strict_segments",
                "non_fatal=packet,syscall",
                "tcp_ts_tick_usecs=1000",
                "tcp_ts_ecr_scaled",
                "sequence=absolute",
                "bind_port=80",
                "connect_port=81",
                "mtu=9000",
                "local_ip=10.0.0.1",
                "remote_ip=10.0.0.2/24",
                "ip_version=ipv4_mapped_ipv6",
                "msl=30");
        assertEquals(read.tolerance(), new Tolerance(75_000_000, 5.5));
        assertEquals(read.strictSegments(), true);
        assertEquals(read.packetsNotFatal(), true);
        assertEquals(read.callsNotFatal(), true);
        assertEquals(read.timestampTick(), 1_000_000);
        assertEquals(read.scaledEchoes(), true);
        assertEquals(read.numbering(), Numbering.ABSOLUTE);
        assertEquals(read.bindPort(), 80);
        assertEquals(read.connectPort(), 81);
        assertEquals(read.mtu(), 9000);
        assertEquals(read.localAddress(), Optional.of(IpAddress.of("10.0.0.1")));
        assertEquals(read.remoteAddress(), Optional.of(IpAddress.of("10.0.0.2")));
        assertEquals(read.family(), Optional.of(Family.IPV4_MAPPED));
        assertEquals(read.others().get("msl"), "30");
    }

    @Test
    public void theCommandLineWins() {
        assertEquals(of(Map.of("mtu", "600"), "mtu=9000").mtu(), 600);
    }

    @Test
    public void theLastOneInAScriptWins() {
        assertEquals(of(Map.of(), "mtu=9000", "mtu=700").mtu(), 700);
    }

    @DataProvider
    public static Object[][] nonsense() {
        return new Object[][] {
            {"mtu=big", "--mtu=big: a whole number from 68 to 65535 is expected"},
            {"tolerance_percent=x", "--tolerance_percent=x: a number from 0 to 100 is expected"},
            {"mss=x", "--mss=x: a whole number from 0 to 65535 is expected"},
            {"gateway_ip=here", "--gateway_ip=here: an IP address is expected"},
            {"netmask_ip=16", "--netmask_ip=16: an IP address is expected"},
            {"local_ip=host", "--local_ip=host: an IP address is expected"},
            {"ip_version=ipv5", "--ip_version=ipv5: ipv4, ipv6 or ipv4-mapped is expected"},
        };
    }

    @Test(dataProvider = "nonsense")
    public void nonsenseIsNamed(String option, String message) {
        assertEquals(
                expectThrows(IllegalArgumentException.class, () -> of(Map.of(), option))
                        .getMessage(),
                message);
    }

    @Test
    public void whatIsNotFatalIsAWarning() {
        Play play = Play.virtual();
        Outcome outcome = play.play("--non_fatal=packet,syscall\n"
                + Play.OPENING.replace("listen(3, 1) = 0", "listen(3, 1) = 7").replace("win 65535", "win 1"));
        assertEquals(outcome.findings(), List.of());
        long warnings = outcome.trace().events().stream()
                .filter(event ->
                        event instanceof TraceEvent.Note note && note.text().startsWith("warning: "))
                .count();
        assertEquals(warnings, 2);
    }
}
