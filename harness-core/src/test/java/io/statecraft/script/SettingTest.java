package io.statecraft.script;

import static org.testng.Assert.assertEquals;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Options, definitions, and what depends on them. */
public final class SettingTest {

    @DataProvider
    public Object[][] values() {
        return new Object[][] {
            {"--tolerance_usecs=10000", "tolerance_usecs", "10000"},
            {"--tolerance_percent=12.5", "tolerance_percent", "12.5"},
            {"--tolerance_percent=\"12.5\"", "tolerance_percent", "12.5"},
            {"--non_fatal=packet,syscall", "non_fatal", "packet,syscall"},
            {"--ip_version=ipv4-mapped-ipv6", "ip_version", "ipv4-mapped-ipv6"},
            {"--remote_ip=192.0.2.1/24", "remote_ip", "192.0.2.1/24"},
            {"--local_ip=fd3d:fa7b:d17d::1", "local_ip", "fd3d:fa7b:d17d::1"},
            {"--init_scripts=./a.sh,../b.sh", "init_scripts", "./a.sh,../b.sh"},
            {"--tcp_md5_secret=\"a secret\"// why", "tcp_md5_secret", "a secret"},
            {"--mss=1000// why", "mss", "1000"},
            {"--strict_segments", "strict_segments", ""},
            {"--mtu = 1400", "mtu", "1400"},
            {"--mtu =\t1400 // why", "mtu", "1400"},
            {"--tcp_md5_secret = \"a secret\"", "tcp_md5_secret", "a secret"},
        };
    }

    @Test(dataProvider = "values")
    public void valueIsTextUpToABlankOrQuoted(String line, String name, String value) {
        Scenario scenario = Scripts.parse(line + "\n0 `true`");
        assertEquals(scenario.option(name), Optional.of(value));
        assertEquals(scenario.options().size(), 1);
    }

    @Test
    public void lastOfTwoValuesCountsAndAnAbsentOneIsEmpty() {
        Scenario scenario = Scripts.parse("--mtu=1500 --mtu=1400\n0 `true`");
        assertEquals(scenario.option("mtu"), Optional.of("1400"));
        assertEquals(scenario.option("mss"), Optional.empty());
    }

    @DataProvider
    public Object[][] faults() {
        return new Object[][] {
            {"--tolerance=5", "there is no option `--tolerance`"},
            {"--mtu", "the option `--mtu` needs a value: a whole number, 0 to 65535"},
            {"--mtu=", "the option `--mtu` needs a value: a whole number, 0 to 65535"},
            {"--mtu=1.5", "`--mtu` is a whole number, 0 to 65535, not `1.5`"},
            {"--mtu=99999999999", "`--mtu` is a whole number, 0 to 65535, not `99999999999`"},
            {"--tolerance_percent=101", "`--tolerance_percent` is a number, 0 to 100, not `101`"},
            {"--strict_segments=yes", "the option `--strict_segments` has no value"},
            {"--ip_version=ipv5", "`--ip_version` is one of ipv4, ipv6, ipv4-mapped-ipv6, ipv4_mapped_ipv6, not `ipv5`"
            },
            {"--mtu = ", "the option `--mtu` needs a value: a whole number, 0 to 65535"},
            {"--define=X", "a definition is `--define=NAME=VALUE`"},
        };
    }

    @Test(dataProvider = "faults")
    public void badOptionIsNamed(String line, String message) {
        Parsed parsed = ScriptParser.parse("x.pkt", line + "\n0 `true`", ParseOptions.DEFAULT);
        assertEquals(
                parsed.diagnostics().stream().map(Diagnostic::message).toList(), List.of(message), parsed.render());
    }

    @Test
    public void definitionOfTheRunWinsOverThatOfTheScript() {
        String text = "--define=A=1\n0 read(A) = A";
        assertEquals(call(text, Map.of()), "read(1) = 1");
        assertEquals(call(text, Map.of("A", "0x2")), "read(0x2) = 0x2");
    }

    @Test
    public void definitionIsTypedAsItIsWritten() {
        String text = "0 read(A) = 0";
        assertEquals(call(text, Map.of("A", "-5")), "read(-5) = 0");
        assertEquals(call(text, Map.of("A", "SOL_IP")), "read(SOL_IP) = 0");
        assertEquals(call(text, Map.of("A", "\"a b\"")), "read(\"a b\") = 0");
        assertEquals(call(text, Map.of("A", "B", "B", "1")), "read(B) = 0", "a value is not expanded again");
    }

    @Test
    public void definitionIsLookedForInOptionsFlagsAndTheNamesOfCalls() {
        Scenario scenario = Scripts.parse(
                """
                --mtu=SIZE
                --define=AGAIN=SIZE
                0 CALL(AGAIN) = 0
                +0 > SYN. 0:0(0) ack 1
                +0 > SYN 0:0(0)
                """, ParseOptions.DEFAULT.withDefines(Map.of("SIZE", "1400", "CALL", "read", "SYN", "S")));
        assertEquals(scenario.option("mtu"), Optional.of("1400"));
        assertEquals(
                scenario.steps().stream()
                        .map(step -> ScriptPrinter.action(step.action()))
                        .toList(),
                List.of("read(1400) = 0", "> S. 0:0(0) ack 1", "> S 0:0(0)"));
    }

    @Test
    public void definitionIsNotLookedForInsideStringsCommandsAndCode() {
        Scenario scenario =
                Scripts.parse("`A`\n0 read(\"A\") = 0\n+0 %{ A }%", ParseOptions.DEFAULT.withDefines(Map.of("A", "1")));
        assertEquals(scenario.init(), Optional.of(new Action.Command("A")));
        assertEquals(ScriptPrinter.action(scenario.steps().get(0).action()), "read(\"A\") = 0");
        assertEquals(scenario.steps().get(1).action(), new Action.Code("A"));
    }

    private static String call(String text, Map<String, String> defines) {
        return ScriptPrinter.action(Scripts.parse(text, ParseOptions.DEFAULT.withDefines(defines))
                .steps()
                .get(0)
                .action());
    }

    @Test
    public void conditionalTextCountsIfItsNameIsDefined() {
        String text = """
                0 `one`
                #ifdef FreeBSD
                +0 `two`
                #endif
                #ifdef STANDARD
                +0 `three and an unclosed " and {
                #endif
                +0 `four`
                """;
        assertEquals(commands(text, ParseOptions.DEFAULT), List.of("one", "four"));
        assertEquals(
                commands(text, ParseOptions.DEFAULT.withConditions(Set.of("FreeBSD"))), List.of("one", "two", "four"));
        assertEquals(commands("--define=FreeBSD=1\n" + text, ParseOptions.DEFAULT), List.of("one", "two", "four"));
    }

    @Test
    public void directiveCountsOnceAlthoughTheParserLooksAhead() {
        Scenario scenario = Scripts.parse("""
                --define=A=1
                0 `one`
                #ifdef A
                +0 > 5
                #endif
                #ifdef A
                > 6 . 1:1(0)
                #endif
                """);
        assertEquals(ScriptPrinter.step(scenario.steps().get(1)), "+0 > 5 > 6 . 1:1(0)");
    }

    @Test
    public void definitionThatIsNoTokenIsRefusedWhereOneIsWanted() {
        Map<String, String> defines = Map.of("GOOD", "\"a\\\"b\"", "BAD", "\"a\"b\"", "DASH", "a-b");
        assertEquals(call("0 read(GOOD) = 0", defines), "read(\"a\\\"b\") = 0");
        for (String name : List.of("BAD", "DASH")) {
            Parsed parsed =
                    ScriptParser.parse("x.pkt", "0 read(" + name + ") = 0", ParseOptions.DEFAULT.withDefines(defines));
            assertEquals(parsed.diagnostics().get(0).column(), 8, parsed.render());
        }
    }

    private static List<String> commands(String text, ParseOptions options) {
        return Scripts.parse(text, options).steps().stream()
                .map(step -> ((Action.Command) step.action()).text())
                .toList();
    }
}
