package io.statecraft.script;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.script.Diagnostic.Severity;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Scripts beyond TCP, UDP and ICMP are recognised and skipped: they are not in error. */
public final class SkippedScriptTest {

    @DataProvider
    public Object[][] constructs() {
        return new Object[][] {
            {"0 socket(..., SOCK_STREAM, IPPROTO_SCTP) = 3", "SCTP (`IPPROTO_SCTP`)"},
            {"0 `true`\n+0 > sctp: INIT[flgs=0, tag=1, a_rwnd=..., os=..., is=..., tsn=0, ...]", "SCTP (`sctp`)"},
            {"0 `true`\n+0 < [ect0] 5 > 7 sctp(tag=1): COOKIE_ACK[flgs=0]", "SCTP (`sctp`)"},
            {"0 sctp_bindx(3, ..., 1, SCTP_BINDX_ADD_ADDR) = 0", "SCTP (`sctp_bindx`)"},
            {"--udp_encapsulation=sctp\n0 `true`", "SCTP (`--udp_encapsulation=sctp`)"},
            {"0 `true`\n+0 < icmp unreachable [sctp(1)]", "SCTP (`sctp`)"},
            {"0 socket(..., SOCK_DGRAM, IPPROTO_UDPLITE) = 3", "UDP-Lite (`IPPROTO_UDPLITE`)"},
            {"0 `true`\n+0 > udplite (1000, 8)", "UDP-Lite (`udplite`)"},
            {"0 `true`\n+0 < icmp unreachable [udplite(8,8)]", "UDP-Lite (`udplite`)"},
            {"0 `true`\n+0 > addr[saddr0] > addr[caddr0] S 0:0(0)", "MPTCP (sub-flow addresses, `addr[…]`)"},
            {"0 `true`\n+0 < 10.0.0.1:5 > 10.0.0.2:6 S 0:0(0) win 5", "MPTCP (sub-flow addresses)"},
            {"0 `true`\n+0 > S 0:0(0) <mss 1460,mpcapable v1 flags[flag_h] nokey>", "MPTCP (the option `mpcapable`)"},
            {"0 `true`\n+0 > . 1:1(0) <mp_join_ack sender_hmac=auto>", "MPTCP (the option `mp_join_ack`)"},
            {"0 socket(..., SOCK_STREAM, IPPROTO_MPTCP) = 3", "MPTCP (`IPPROTO_MPTCP`)"},
            {"--psp_udp_port=1000\n0 `true`", "PSP (`--psp_udp_port`)"},
            {"0 psp_rx_assoc(3, [0x5]) = 0", "PSP (`psp_rx_assoc`)"},
            {"0 `true`\n+0 > encap psp spi 0x5 S 0:0(0)", "PSP (`encap psp`)"},
        };
    }

    @Test(dataProvider = "constructs")
    public void scriptIsSkippedBecauseOfTheConstruct(String text, String construct) {
        Parsed parsed = ScriptParser.parse("x.pkt", text, ParseOptions.DEFAULT);
        assertFalse(parsed.hasErrors(), parsed.render());
        assertTrue(parsed.scenario().isEmpty());
        assertEquals(
                parsed.skipped().map(Diagnostic::message),
                Optional.of(construct + " is not covered; the script is skipped"));
        assertEquals(parsed.diagnostics().get(0).severity(), Severity.UNSUPPORTED);
    }

    @Test
    public void scriptThatIsPlayedOrInErrorIsNotSkipped() {
        assertEquals(
                ScriptParser.parse("x.pkt", "0 `true`", ParseOptions.DEFAULT).skipped(), Optional.empty());
        assertEquals(
                ScriptParser.parse("x.pkt", "0 `true", ParseOptions.DEFAULT).skipped(), Optional.empty());
    }
}
