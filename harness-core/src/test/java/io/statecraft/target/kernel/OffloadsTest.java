package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;

import io.statecraft.target.Conversation;
import io.statecraft.wire.Segment;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What {@code ethtool -K} would set is set without that program; the shell gets the rest. */
public final class OffloadsTest extends KernelTest {
    private static final int MSS = 1460;

    @Test
    public void segmentationIsSwitchedOff() {
        Conversation peer = open();
        peer.establish();
        assertEquals(Offloads.apply("ethtool -K tun0 tso off gso off"), "true");
        peer.call("write(4, ..., 3000) = 3000");
        assertEquals(sizes(peer, 3), "1460 1460 80");
    }

    @Test
    public void segmentationIsSwitchedOnAgain() {
        Conversation peer = open();
        peer.establish();
        assertEquals(Offloads.apply("ethtool -K tun0 tso off gso off\n\tethtool -K\ttun0 gso on tso on"), "true\ntrue");
        peer.call("write(4, ..., " + 3 * MSS + ") = " + 3 * MSS);
        assertEquals(sizes(peer, 1), Integer.toString(3 * MSS));
    }

    private static String sizes(Conversation peer, int segments) {
        StringBuilder sizes = new StringBuilder();
        for (int i = 0; i < segments; i++) {
            Segment segment = peer.nextSegment();
            sizes.append(i == 0 ? "" : " ").append(segment.payload().length());
        }
        return sizes.toString();
    }

    @Test
    public void linesOfOthersAreLeftToTheShell() {
        open();
        assertEquals(
                Offloads.apply("../common/set.sh\n  ethtool -K tun0 gro off \necho done"),
                "../common/set.sh\ntrue\necho done");
    }

    @Test
    public void whatCannotBeSetFails() {
        open();
        assertEquals(Offloads.apply("ethtool -K eth7 tso off"), "false", "no such interface");
        assertEquals(Offloads.apply("ethtool -K tun0 tso off\nethtool -K eth7 gso off"), "true\nfalse");
    }

    @DataProvider
    public Object[][] others() {
        return new Object[][] {
            {"ethtool -k tun0"},
            {"ethtool -K tun0"},
            {"ethtool -K tun0 tso"},
            {"ethtool -K tun0 lro off"},
            {"ethtool -K tun0 tso off lro off"},
            {"ethtool -K tun0 tso maybe"},
            {"ethtool -K tun0 tso off; echo done"},
            {"ethtool -K tun0 tso off || true"},
            {"echo ethtool -K tun0 tso off"},
            {"ethtool -K an-interface-too-long tso off"},
            {"ethtool -K interface1234567 tso off"},
        };
    }

    @Test(dataProvider = "others")
    public void whatIsSaidInAnotherWayIsLeftToTheShell(String command) {
        assertEquals(Offloads.apply(command), command);
    }
}
