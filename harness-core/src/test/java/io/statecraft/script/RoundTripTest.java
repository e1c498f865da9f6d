package io.statecraft.script;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is printed parses to an equal value. */
public final class RoundTripTest {

    @DataProvider
    public Object[][] samples() {
        return SampleScripts.ALL.stream().map(text -> new Object[] {text}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "samples")
    public void scriptIsTheSameWhenPrintedAndParsedAgain(String text) {
        Scenario scenario = Scripts.parse(text);
        String printed = ScriptPrinter.print(scenario);
        assertEquals(Scripts.parse(printed), scenario, printed);
        assertEquals(ScriptPrinter.print(Scripts.parse(printed)), printed);
    }

    @Test(dataProvider = "samples")
    public void eachStepIsTheSameWhenPrintedAlone(String text) {
        for (Step step : Scripts.parse(text).steps()) {
            assertEquals(
                    Scripts.parse("0 `first`\n" + ScriptPrinter.step(step))
                            .steps()
                            .get(1),
                    step);
        }
    }

    @Test
    public void canonicalStepsArePrintedAsTheyWereWritten() {
        for (String step : new String[] {
            "+0 > S. 0:0(0) ack 1 <mss 1460,nop,nop,sackOK>",
            "+0.000002 > [ect0, ttl 64] 1 > 2 FSRP.UEWA 1:3(2) ack 4 win 5 urg 6 <...>",
            "+0.1~+0.25 > .5 1:1(0) ack 1",
            "+0 > - 4294967290:4294967300(10)",
            "+0.002...0.004 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)",
            "12.5 getsockopt(3, SOL_SOCKET, SO_ERROR, [0x1f|A], [4]) = ...",
            "* > icmp unreachable frag_needed mtu 5 id 6 [udp(7)]",
            "+0 state(3, peer) = SYN-RECEIVED",
            "+0 silence for 0.25",
            "+0 > oracle",
        }) {
            Scenario scenario = Scripts.parse("0 `first`\n" + step);
            assertEquals(ScriptPrinter.step(scenario.steps().get(1)), step);
        }
    }

    @Test
    public void longTitleIsWrappedAndNoLineOfItBecomesAPair() {
        String title = "word ".repeat(19) + "and " + "id: is ".repeat(10) + "no pair";
        Scenario scenario = Scripts.parse("// " + title + "\n// needs: ipv4\n0 `true`\n");
        assertEquals(scenario.header().title(), title);
        assertTrue(ScriptPrinter.print(scenario).lines().count() > 3);
        assertEquals(Scripts.parse(ScriptPrinter.print(scenario)), scenario);
    }
}
