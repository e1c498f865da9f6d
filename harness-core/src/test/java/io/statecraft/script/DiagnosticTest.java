package io.statecraft.script;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.script.Diagnostic.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is wrong with a script, where, and what to do about it. */
public final class DiagnosticTest {

    private static Parsed parse(String text) {
        return ScriptParser.parse("x.pkt", text, ParseOptions.DEFAULT);
    }

    /** The one diagnostic of a statement after a first one at time 0. */
    private static Diagnostic only(String statement) {
        Parsed parsed = parse("0 `true`\n" + statement + "\n");
        assertEquals(parsed.diagnostics().size(), 1, parsed.render());
        assertTrue(parsed.scenario().isEmpty());
        return parsed.diagnostics().get(0);
    }

    @Test
    public void errorShowsTheLineACaretAndTheRemedy() {
        assertEquals(parse("0 `true`\n+0\t< S 0:0(0) <mss 1460>\n").render(), """
                x.pkt:2:6: error: an inbound packet needs `win`
                  2 | +0 < S 0:0(0) <mss 1460>
                    |      ^
                  help: add `win N` after the numbers: the window that the segment announces, 0 to 65535
                """);
    }

    @DataProvider
    public Object[][] remedies() {
        return new Object[][] {
            {"+0 > S 0:0(0) <sackok>", "did you mean `sackOK`? the options are mss, nop"},
            {"+0 < icmp unreachable host_unreach", "did you mean `host_unreachable`? net_unreachable, "},
            {"+0 close(3) = -1 EBADF Bad", "a remark stands in parentheses: `(Bad)`"},
            {"+0 > . 1:1(0) akc 1", "after the numbers of a segment stand `ack N`"},
            {"+0 read(3, \u2026, 1) = 1", "write three dots: `...`"},
        };
    }

    @Test(dataProvider = "remedies")
    public void errorSaysWhatWasPerhapsMeant(String statement, String remedy) {
        String said = only(statement).remedy().orElseThrow();
        assertTrue(said.startsWith(remedy), said);
    }

    @DataProvider
    public Object[][] faults() {
        return new Object[][] {
            {"socket(..., SOCK_STREAM, IPPROTO_TCP) = 3", 1, "expected the time of a statement, but found `socket`"},
            {"-1 > . 1:1(0)", 1, "a time cannot be negative"},
            {"+-.5 > . 1:1(0)", 2, "a time cannot be negative"},
            {"+x > . 1:1(0)", 2, "expected a number of seconds after `+`, but found `x`"},
            {"99999999999999999999 > . 1:1(0)", 1, "a time of `99999999999999999999` seconds is too long"},
            {"2~1 > . 1:1(0)", 1, "this time ends before it begins"},
            {"+1~2 > . 1:1(0)", 1, "a range has either two absolute times or two relative ones"},
            {"* < . 1:1(0) win 5", 1, "only an expected packet (`>`) can have the time `*` or a range"},
            {"1~2 `true`", 1, "only an expected packet (`>`) can have the time `*` or a range"},
            {"1...2 > . 1:1(0)", 1, "only a system call can have the time of its return (`T...E`)"},
            {"2...1 read(3, ..., 1) = 0", 1, "this time ends before it begins"},
            {"+1...+2 read(3, ..., 1) = 0", 6, "the end of a blocking call has no `+`"},
            {"+0 > X. 1:1(0)", 6, "expected the flags of a segment, but `X.` has `X`, which is no flag"},
            {"+0 > .57 1:1(0)", 6, "expected the flags of a segment, but `.57` has two ACE digits"},
            {
                "+0 > E.5 1:1(0)",
                6,
                "expected the flags of a segment, but `E.5` has both the ACE counter as a digit and one of its bits, E, W or A"
            },
            {"+0 > . 1:1002(1000)", 8, "the sequence numbers do not fit the length: 1 and 1000 make 1001, not 1002"},
            {"+0 > .", 7, "expected the sequence numbers, as in `1:1001(1000)`, but the script ends"},
            {"+0 > . 1:1(0) ack 4294967296", 19, "an acknowledgment number is 0 to 4294967295, not 4294967296"},
            {"+0 > . 1:1(0) win 65536", 19, "a window is 0 to 65535, not 65536"},
            {"+0 > . 1:1(0) ack 1 ack 2", 21, "`ack` stands here twice"},
            {"+0 > . 1:65537(65536)", 16, "a length is 0 to 65535, not 65536"},
            {"+0 < . ...(0) win 5", 8, "an inbound packet needs its sequence numbers, as in `1:1001(1000)`"},
            {"+0 < . 1:1(0) win 5 <...>", 22, "an inbound packet needs its options"},
            {"+0 > S 0:0(0) <mss 1460,nop>", 15, "the options take 5 bytes, which is not a multiple of 4"},
            {"+0 > S 0:0(0) <md5 valid,md5 valid,TS val 1 ecr 2,eol,eol>", 15, "options take at most 40 bytes"},
            {"+0 > S 0:0(0) <mms 1460>", 16, "`mms` is not a TCP option"},
            {"+0 > . 1:1(0) akc 1", 15, "expected the end of the packet, but found `akc`"},
            {"+0 close(3) = -1 EBADF Bad", 24, "expected the end of the call, but found `Bad`"},
            {"+0 > S 0:0(0) <mss>", 19, "expected a segment size, a number, but found `>`"},
            {"+0 > S 0:0(0) <FO 123>", 19, "expected hexadecimal digits, two for each byte, but found `123`"},
            {"+0 > S 0:0(0) <nop", 19, "expected `,` or `>` after the option, but the script ends"},
            {"+0 > S 0:0(0) <gen-256>", 16, "an option's kind is 0 to 255, not 256"},
            {"+0 > R 1:1(0) [code 1, pen 2]", 15, "a diagnostic payload is that of a reset, and 8 octets long"},
            {"+0 > [tos 256] . 1:1(0)", 11, "a traffic class is 0 to 255, not 256"},
            {"+0 > [ect0, ce] . 1:1(0)", 13, "`ce` sets again what is already set"},
            {"+0 < [ect01] . 1:1(0) win 1", 7, "an inbound packet has one ECN value"},
            {"+0 > (bad_checksum) . 1:1(0)", 7, "`bad_checksum` is for packets to inject"},
            {"+0 < (to nowhere) . 1:1(0) win 1", 10, "expected an IP address, such as 224.0.0.1"},
            {"+0 < (options 9e04) . 1:1(0) win 1", 15, "IP options are hexadecimal octets, a multiple of 4"},
            {"+0 > ipv4 1.2.3.4 > fe80::1: . 1:1(0)", 21, "expected an IPv4 address"},
            {"+0 > gre: gre: gre: gre: gre: . 1:1(0)", 6, "a packet has at most 6 headers, not 7"},
            {"+0 > udp (65535)", 6, "a packet has at most 65535 bytes, this one has 65563"},
            {"+0 > icmp unreachable no_route", 23, "`no_route` is not a code of `unreachable` in IPv4"},
            {"+0 > icmp packet_too_big", 11, "`packet_too_big` is not an ICMP type in IPv4"},
            {"+0 > icmp unreachable port_unreachable mtu 5", 40, "`mtu` belongs to `unreachable frag_needed` in IPv4"},
            {"+0 < oracle", 6, "expected a packet, but found `oracle`"},
            {"+0 read(3, ..., 1)", 19, "expected `=` and the result of the call, but the script ends"},
            {"+0 read(3, ..., 1)\n+0 `true`", 19, "expected `=` and the result of the call, but the statement ends"},
            {"+0 read(3,\n1:1) = 1", 2, "expected `,` or `)` after the arguments, but found `:`"},
            {"+0 read(3, ..., 1) = A", 22, "expected the result of the call: a number, or `...` for any, but found `A`"
            },
            {"+0 read(3, ..., 1 = 1", 19, "expected `,` or `)` after the arguments, but found `=`"},
            {"+0 read(3,, 1) = 1", 11, "expected an argument: a number, a symbol"},
            {"+0 read(99999999999999999999) = 1", 9, "the number `99999999999999999999` does not fit into 64 bits"},
            {"+0 read(\"\\q\") = 1", 9, "`\\q` is not an escape in this string"},
            {"+0 read(foo(3)) = 1", 9, "`foo` is not a function of the language"},
            {"+0 read(3) = -1 EINTR (Interrupted", 23, "this remark is not closed"},
            {"+0 read(\"abc) = 1", 9, "this string is not closed"},
            {"+0 `abc", 4, "this command is not closed"},
            {"+0 %{ abc", 4, "this %{ block is not closed"},
            {"/* abc", 1, "this comment is not closed"},
            {"# abc", 1, "`#` begins neither `#ifdef NAME` nor `#endif`"},
            {"#ifdef ABC", 1, "`#ifdef` without an `#endif`"},
            {"#endif", 1, "`#endif` without an `#ifdef` before it"},
            {"+0 state(3) = OPEN", 15, "`OPEN` is not a state of TCP"},
            {"+0 state(3, other) = CLOSED", 13, "expected `peer` after the comma: `state(3, peer)`"},
            {"+0 silence 5", 12, "expected `for` and a number of seconds: `silence for 0.2`"},
            {"+0 &", 4, "expected a packet (`<` or `>`), a system call"},
            {"--mtu=1500", 1, "expected a statement, but found `--mtu`"},
            {"`a` `b`", 5, "a second command without a time after the last statement"},
            {"`a`\n+0 `b`", 1, "a statement after the cleanup command"},
            {"1 `a`\n0.5 `b`", 1, "this statement is earlier than the one before it"},
        };
    }

    @Test(dataProvider = "faults")
    public void faultIsNamedWhereItStands(String statement, int column, String message) {
        Diagnostic diagnostic = only(statement);
        assertEquals(diagnostic.severity(), Severity.ERROR);
        assertTrue(diagnostic.message().startsWith(message), diagnostic.render());
        assertEquals(diagnostic.column(), column, diagnostic.render());
    }

    @Test
    public void firstStatementIsAtTimeZero() {
        Parsed parsed = parse("1 `true`\n+0 `true`\n");
        assertEquals(parsed.diagnostics().size(), 1);
        assertEquals(parsed.diagnostics().get(0).message(), "the first statement is not at time 0");
    }

    @Test
    public void allErrorsOfAScriptAreReportedAtOnce() {
        Parsed parsed = parse("""
                --toleranse_usecs=5
                --mtu=big
                0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0 < S 0:0(0)
                +0 > S. 0:0(0) ack 1 <mss 1460,
                     nopp,wscale 7>
                +0 listen(3, 1)
                +0 bind(3, ..., ...) = 0
                accept(3, ..., ...) = 4
                 0.5 < X. 1:1(0)
                """);
        assertEquals(
                parsed.diagnostics().stream().map(Diagnostic::line).toList(),
                List.of(1, 2, 4, 6, 7, 9, 10),
                parsed.render());
        assertEquals(parsed.diagnostics().get(0).remedy(), Optional.of("did you mean `--tolerance_usecs`?"));
    }

    @Test
    public void commandThatIsNotClosedIsSuspectedWhereTheNextOneOpens() {
        Parsed parsed = parse("`a\n0 `b`\n+0 `c`\n");
        assertEquals(parsed.diagnostics().get(0).message(), "expected the time of a statement, but found `b`");
        assertEquals(
                parsed.diagnostics().get(0).remedy(),
                Optional.of("the command that begins in line 1 has statements in it; "
                        + "perhaps its closing backquote is missing"));
    }

    @Test
    public void errorsAreCountedUpToALimit() {
        Parsed parsed = parse("0 `true`\n" + "+0 < S 0:0(0)\n".repeat(1000));
        assertEquals(parsed.diagnostics().size(), DiagnosticLog.LIMIT + 1);
        assertEquals(
                parsed.diagnostics().get(DiagnosticLog.LIMIT).message(), "too many errors; the rest is not reported");
    }

    @Test
    public void longLineIsShownAroundItsColumn() {
        Diagnostic diagnostic = only("+0 read(" + "1, ".repeat(60) + "!)");
        List<String> lines = diagnostic.render().lines().toList();
        assertEquals(lines.get(1).indexOf('!'), lines.get(2).indexOf('^'));
        assertTrue(lines.get(1).length() < 170, lines.get(1));
    }

    @DataProvider
    public Object[][] wholeFiles() {
        byte[] binary = "0 `true`\n\0\0".getBytes(StandardCharsets.UTF_8);
        return new Object[][] {
            {new byte[0], "the script is empty"},
            {" \n\t\n".getBytes(StandardCharsets.UTF_8), "the script is empty"},
            {"// only a comment".getBytes(StandardCharsets.UTF_8), "the script has no statement"},
            {"--mtu=1500\n`init`\n".getBytes(StandardCharsets.UTF_8), "the script has no statement"},
            {binary, "this is a binary file, not a script: it has a zero byte at offset 9"},
            {new byte[(1 << 20) + 1], "the script is larger than the limit of 1048576 bytes"},
        };
    }

    @Test(dataProvider = "wholeFiles")
    public void whatIsNoScriptSaysSo(byte[] bytes, String message) {
        Parsed parsed = ScriptParser.parse("x.pkt", bytes, ParseOptions.DEFAULT);
        assertEquals(parsed.diagnostics().size(), 1);
        assertEquals(parsed.diagnostics().get(0).message(), message);
        assertTrue(parsed.hasErrors());
    }

    @Test
    public void fileThatCannotBeReadSaysSo() throws IOException {
        Path folder = Files.createTempDirectory("statecraft");
        try {
            assertEquals(message(folder.resolve("missing.pkt")), "there is no such file");
            assertEquals(message(folder), "is a folder, not a script");
            Path large = Files.write(folder.resolve("large.pkt"), new byte[50]);
            assertEquals(
                    ScriptParser.parse(large, ParseOptions.DEFAULT.withSizeLimit(10))
                            .diagnostics()
                            .get(0)
                            .message(),
                    "the script is larger than the limit of 10 bytes");
            Files.delete(large);
        } finally {
            Files.delete(folder);
        }
    }

    private static String message(Path file) {
        return ScriptParser.parse(file, ParseOptions.DEFAULT)
                .diagnostics()
                .get(0)
                .message();
    }

    @Test
    public void deepNestingIsRefusedAndDoesNotOverflow() {
        Diagnostic nested = only("+0 read(" + "[".repeat(100_000));
        assertEquals(nested.message(), "this expression has more than 100 levels");
        Diagnostic joined = only("+0 read(" + "A|".repeat(100_000) + "A) = 0");
        assertEquals(joined.message(), "this expression has more than 100 levels");
        assertFalse(parse("0 read(" + "[".repeat(99) + "]".repeat(99) + ") = 0").hasErrors());
    }
}
