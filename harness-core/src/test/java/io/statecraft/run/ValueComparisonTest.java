package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import io.statecraft.clock.VirtualClock;
import io.statecraft.scenario.Action.Call;
import io.statecraft.scenario.Expression;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a call gave back is compared with what the script expects. */
public final class ValueComparisonTest {
    private static final long ORIGIN = 1_000_000_000;
    private final ValueComparison comparison =
            new ValueComparison(new Values(new FakeTarget(new VirtualClock())), ORIGIN, 4_000_000);

    private static Expression expression(String text) {
        Call call = (Call) Play.parse("0 f(" + text + ") = 0\n").steps().get(0).action();
        return call.arguments().get(0);
    }

    @DataProvider
    public static Object[][] pairs() {
        return new Object[][] {
            {"...", "[5]", true},
            {"[5]", "[5]", true},
            {"[5]", "[6]", false},
            {"[...]", "[6]", true},
            {"[5]", "[5, 6]", false},
            {"5", "0x5", true},
            {"-1", "0xffffffff", true},
            {"EAGAIN", "11", true},
            {"EAGAIN", "EWOULDBLOCK", true},
            {"EAGAIN|SHUT_WR", "11", true},
            {"EAGAIN|0x10", "27", true},
            {"NOBODY_KNOWS", "NOBODY_KNOWS", true},
            {"NOBODY_KNOWS", "0", false},
            {"\"cubic\"", "\"cubic\"", true},
            {"\"cubic\"", "\"reno\"", false},
            {"\"\\x41\"", "\"A\"", true},
            {"{onoff=1, linger=0}", "{onoff=1, linger=0}", true},
            {"{onoff=1, linger=0}", "{onoff=1, linger=5}", false},
            {"{onoff=1, linger=...}", "{onoff=1, linger=5}", true},
            {"[{fd=3, events=1, revents=1}]", "[{fd=3, events=1, revents=1}]", true},
            {"[{fd=3, events=1}]", "[{fd=3, events=1, revents=0}]", true},
            {"[{fd=3, events=1}]", "[{fd=3, events=1, revents=4}]", false},
            {"htons(8080)", "htons(8080)", true},
            {"htons(8080)", "htons(80)", false},
            {"{scm_sec=0,scm_nsec=20000000}", "{scm_sec=1,scm_nsec=23999999}", true},
            {"{scm_sec=0,scm_nsec=20000000}", "{scm_sec=1,scm_nsec=24000001}", false},
            {"{scm_sec=0,scm_nsec=0}", "{scm_sec=77,scm_nsec=1}", true},
            {"{TCP_NLA_BUSY=10000, TCP_NLA_LOST=1}", "{TCP_NLA_BUSY=13000, TCP_NLA_LOST=1}", true},
            {"{TCP_NLA_BUSY=10000, TCP_NLA_LOST=1}", "{TCP_NLA_BUSY=15000, TCP_NLA_LOST=1}", false},
            {"{TCP_NLA_BUSY=0, TCP_NLA_LOST=1}", "{TCP_NLA_BUSY=1, TCP_NLA_LOST=1}", false},
            {"{TCP_NLA_BUSY=..., TCP_NLA_LOST=1}", "{TCP_NLA_BUSY=1, TCP_NLA_LOST=1}", true},
            {"{TCP_NLA_LOST=1}", "{TCP_NLA_BUSY=1, TCP_NLA_LOST=1}", false},
            {"{TCP_NLA_LOST=1, TCP_NLA_BUSY=1}", "{TCP_NLA_BUSY=1, TCP_NLA_LOST=1}", false},
            {"{TCP_NLA_BUSY=1, TCP_NLA_LOST=1}", "{TCP_NLA_BUSY=1}", false},
        };
    }

    @Test(dataProvider = "pairs")
    public void compares(String expected, String actual, boolean same) {
        assertEquals(
                comparison.differences(expression(expected), expression(actual)).isEmpty(), same);
    }

    @DataProvider
    public static Object[][] mismatches() {
        return new Object[][] {
            {"[7]", "[0]", ": expected 7, got 0"},
            {"[1, 2]", "[1, 3]", "[1]: expected 2, got 3"},
            {"{onoff=1, linger=5}", "{onoff=1, linger=0}", "linger: expected 5, got 0"},
            {"[{fd=3, events=1}]", "[{fd=3, events=1, revents=4}]", "[0].revents: expected 0, got 4"},
            {
                "{msg_flags=0, msg_control=[{cmsg_level=6, cmsg_data={ee_errno=EAGAIN, ee_code=1}}]}",
                "{msg_flags=0, msg_control=[{cmsg_level=6, cmsg_data={ee_errno=11, ee_code=2}}]}",
                "msg_control[0].cmsg_data.ee_code: expected 1, got 2"
            },
            {"{msg_control=[]}", "{msg_control=[{cmsg_level=6}]}", "msg_control: expected [], got [{cmsg_level=6}]"},
            {
                "{scm_sec=0,scm_nsec=1}",
                "{scm_sec=2,scm_nsec=7}",
                ": expected {scm_sec=0, scm_nsec=1}, got {scm_sec=1, scm_nsec=7}"
            },
            {"{events=EPOLLIN, fd=4}", "{events=5, fd=4}", "events: expected EPOLLIN, got EPOLLIN|EPOLLOUT"},
            {"{events=EPOLLIN, fd=4}", "{events=64, fd=4}", "events: expected EPOLLIN, got 64"},
            {
                "{ee_origin=SO_EE_ORIGIN_ICMP}",
                "{ee_origin=5}",
                "ee_origin: expected SO_EE_ORIGIN_ICMP, got SO_EE_ORIGIN_ZEROCOPY"
            },
        };
    }

    @Test(dataProvider = "mismatches")
    public void namesWhatDiffersAloneAndInTheScriptsSymbols(String expected, String actual, String said) {
        assertEquals(
                comparison.differences(expression(expected), expression(actual)).stream()
                        .map(Object::toString)
                        .toList(),
                List.of(said));
    }
}
