package io.statecraft.script;

import static org.testng.Assert.assertEquals;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Timing;
import io.statecraft.tcp.TcpState;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Each kind of statement, and each form of its time. */
public final class StatementTest {

    @Test
    public void scenarioOfTheDesignHasAllItsSteps() {
        Scenario scenario = Scripts.parse("""
                // A peer that closes first leaves us in CLOSE-WAIT until we close too.
                // id: close/passive   verifies: RFC9293:MUST-12   tags: close
                 0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0   bind(3, ..., ...) = 0
                +0   listen(3, 1) = 0
                +0   state(3) = LISTEN
                +.1  < S 0:0(0) win 65535 <mss 1460>
                +0   > S. 0:0(0) ack 1 <...>
                +0   state(3, peer) = SYN-RECEIVED
                +.01 < . 1:1(0) ack 1 win 65535
                +0   accept(3, ..., ...) = 4
                +0   < F. 1:1(0) ack 1 win 65535
                +0   > . 1:1(0) ack 2
                +0   state(4) = CLOSE-WAIT
                +0   silence for 0.2
                """);
        assertEquals(scenario.header().id(), Optional.of("close/passive"));
        assertEquals(scenario.header().title(), "A peer that closes first leaves us in CLOSE-WAIT until we close too.");
        assertEquals(scenario.steps().size(), 13);
        assertEquals(scenario.steps().get(3).action(), new Action.AssertState(3, false, TcpState.LISTEN));
        assertEquals(scenario.steps().get(6).action(), new Action.AssertState(3, true, TcpState.SYN_RECEIVED));
        assertEquals(scenario.steps().get(12).action(), new Action.Silence(200_000_000));
        assertEquals(scenario.steps().get(4).location().line(), 7);
        assertEquals(scenario.steps().get(4).location().text(), "+.1  < S 0:0(0) win 65535 <mss 1460>");
    }

    @DataProvider
    public Object[][] times() {
        return new Object[][] {
            {"0", new Timing.Absolute(0)},
            {"1.5", new Timing.Absolute(1_500_000_000)},
            {".25", new Timing.Absolute(250_000_000)},
            {"0.1234569", new Timing.Absolute(123_456_000)}, // cut off after the microseconds
            {"+0", new Timing.Relative(0)},
            {"+ .01", new Timing.Relative(10_000_000)},
            {"+0.00", new Timing.Relative(0)},
            {"*", new Timing.Anytime()},
            {"1~2.5", new Timing.AbsoluteRange(1_000_000_000, 2_500_000_000L)},
            {"+.1 ~ +.2", new Timing.RelativeRange(100_000_000, 200_000_000)},
        };
    }

    @Test(dataProvider = "times")
    public void timeIsReadInEachForm(String text, Timing expected) {
        Scenario scenario = Scripts.parse("0 `true`\n" + text + " > . 1:1(0) ack 1\n");
        assertEquals(scenario.steps().get(1).timing(), expected);
    }

    @DataProvider
    public Object[][] blockingTimes() {
        return new Object[][] {
            {"0...0.4", new Timing.Absolute(0), new Timing.Absolute(400_000_000)},
            {"0.1 ... .4", new Timing.Absolute(100_000_000), new Timing.Absolute(400_000_000)},
            {"+.002 ... 0.004", new Timing.Relative(2_000_000), new Timing.Relative(4_000_000)},
        };
    }

    @Test(dataProvider = "blockingTimes")
    public void blockingCallHasTheTimeOfItsReturn(String text, Timing start, Timing end) {
        Step step = Scripts.parse("0 `true`\n" + text + " read(4, ..., 10) = 0")
                .steps()
                .get(1);
        assertEquals(step.timing(), start);
        assertEquals(((Action.Call) step.action()).returnsAt(), Optional.of(end));
    }

    @Test
    public void callHasArgumentsResultErrorAndRemark() {
        assertEquals(
                Scripts.action("connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)"),
                new Action.Call(
                        "connect",
                        List.of(Expression.Number.of(3), new Expression.Ellipsis(), new Expression.Ellipsis()),
                        Expression.Number.of(-1),
                        Optional.of("EINPROGRESS"),
                        Optional.of("Operation now in progress"),
                        Optional.empty()));
    }

    @Test
    public void errorNeedsNoRemarkAndTheRemarkMayHaveAnyText() {
        Action.Call bare = (Action.Call) Scripts.action("read(3, ..., 1) = -1 EAGAIN");
        assertEquals(bare.errno(), Optional.of("EAGAIN"));
        assertEquals(bare.note(), Optional.empty());
        Action.Call remark = (Action.Call) Scripts.action("fcntl(3, F_GETFL) = 0x2 (flags: O_RDWR | key-off, id=1)");
        assertEquals(remark.errno(), Optional.empty());
        assertEquals(remark.note(), Optional.of("flags: O_RDWR | key-off, id=1"));
        assertEquals(remark.result(), new Expression.Number(2, true));
    }

    @Test
    public void anyResultIsAccepted() {
        assertEquals(((Action.Call) Scripts.action("read(3, ..., 1000) = ...")).result(), new Expression.Ellipsis());
    }

    @Test
    public void commandsAndCodeKeepTheirText() {
        assertEquals(
                Scripts.action("`echo \\`date\\`\n  sysctl -w a=1`"),
                new Action.Command("echo \\`date\\`\n  sysctl -w a=1"));
        assertEquals(
                Scripts.action("%{ assert tcpi_unacked == 10, {'a': 1}}%"),
                new Action.Code("assert tcpi_unacked == 10, {'a': 1}"));
    }

    @Test
    public void commandsWithoutTimeStandBeforeAndAfterTheStatements() {
        Scenario scenario = Scripts.parse("`before`\n0 `during`\n`after`\n");
        assertEquals(scenario.init(), Optional.of(new Action.Command("before")));
        assertEquals(scenario.steps().size(), 1);
        assertEquals(scenario.cleanup(), Optional.of(new Action.Command("after")));
    }

    @Test
    public void oracleStandsInPlaceOfAnExpectedPacketWithAndWithoutTheArrow() {
        assertEquals(Scripts.action("> oracle"), new Action.ExpectAllowed());
        assertEquals(Scripts.action("oracle"), new Action.ExpectAllowed());
    }

    @Test
    public void theOracleInPlaceOfAState() {
        assertEquals(Scripts.action("state(3) = oracle"), new Action.AllowedState(3, false));
        assertEquals(Scripts.action("state(3, peer) = oracle"), new Action.AllowedState(3, true));
        assertEquals(ScriptPrinter.action(new Action.AllowedState(3, true)), "state(3, peer) = oracle");
    }

    @DataProvider
    public Object[][] stateNames() {
        return new Object[][] {
            {"SYN-RECEIVED"},
            {"SYN_RCVD"},
            {"SYN_RECV"},
            {"TCP_SYN_RECV"},
            {"TCPS_SYN_RECEIVED"},
            {"syn_received"},
            {"TCPI_SYN_RCVD"},
        };
    }

    @Test(dataProvider = "stateNames")
    public void stateIsReadInAllCommonSpellings(String name) {
        assertEquals(
                Scripts.action("state(3, peer) = " + name), new Action.AssertState(3, true, TcpState.SYN_RECEIVED));
    }

    @Test
    public void commentsAndLineEndsStandAnywhere() {
        Scenario scenario = Scripts.parse("0 /* a\nb */ `true` // c\r\n+0\r\n > . 1:1(0)\r\n ack 1 // no line feed");
        assertEquals(scenario.steps().size(), 2);
    }
}
