package io.statecraft.stack;

import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNull;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.UserTimeout;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The user timeout option where scenarios do not look: RFC 5482. */
public final class UserTimeoutsTest {
    private static final Profile ENABLED =
            Profiles.RFC9293.with(Setting.USER_TIMEOUT_OPTION, 1).with(Setting.USER_TIMEOUT, 120 * SECOND);

    private Peer peer;
    private Endpoint endpoint;

    private void connect(Profile profile) {
        peer = new Peer(profile);
        endpoint = peer.connected(
                new EndpointOptions(profile),
                65_535,
                new TcpOption.MaximumSegmentSize(1000),
                new UserTimeout(false, 200));
    }

    private void hear(long seq, UserTimeout option) {
        peer.inject(peer.segment(".", seq, 1, 0, 65_535).withOptions(List.of(option)));
    }

    private long current() {
        return endpoint.userTimeouts().current() / SECOND;
    }

    @DataProvider
    public Object[][] values() {
        return new Object[][] {
            {1L, new UserTimeout(false, 1)}, // never zero
            {SECOND, new UserTimeout(false, 1)},
            {SECOND + 1, new UserTimeout(false, 2)},
            {32_767 * SECOND, new UserTimeout(false, 32_767)},
            {32_768 * SECOND, new UserTimeout(true, 547)},
            {0L, new UserTimeout(true, 1440)}, // for ever: the longest there is
            {Long.MAX_VALUE / 4, new UserTimeout(true, 32_767)},
        };
    }

    @Test(dataProvider = "values")
    public void whatDoesNotFitInSecondsIsToldInMinutes(long timeout, UserTimeout expected) {
        peer = new Peer(ENABLED.with(Setting.USER_TIMEOUT, timeout));
        peer.stack.connect(peer.ends(), new EndpointOptions(peer.stack.profile()));
        assertEquals(peer.next().option(UserTimeout.class), expected);
    }

    @Test
    public void theLastWishCounts() {
        connect(ENABLED);
        assertEquals(current(), 200);
        hear(1, new UserTimeout(true, 5));
        assertEquals(current(), 300);
        hear(1, new UserTimeout(false, 10));
        assertEquals(current(), 120, "our own");
    }

    @Test
    public void zeroLeavesTheWishOfBefore() {
        connect(ENABLED);
        hear(1, new UserTimeout(false, 0));
        assertEquals(current(), 200);
    }

    @Test
    public void whoWouldWaitForEverWaitsAsLongAsIsAllowed() {
        connect(ENABLED.with(Setting.USER_TIMEOUT, 0));
        assertEquals(current(), 86_400);
    }

    @Test
    public void zeroIsNeverTold() {
        peer = new Peer(ENABLED.with(Setting.USER_TIMEOUT, 0).with(Setting.USER_TIMEOUT_MOST, 0));
        peer.stack.connect(peer.ends(), new EndpointOptions(peer.stack.profile()));
        assertEquals(peer.next().option(UserTimeout.class), new UserTimeout(false, 1));
    }

    @Test
    public void aSegmentOutsideOfTheWindowWishesNothing() {
        connect(ENABLED);
        hear(200_000, new UserTimeout(true, 5));
        assertEquals(current(), 200);
    }

    @Test
    public void theLowerLimitIsMoreThanTheTimerOfRetransmission() {
        connect(ENABLED.with(Setting.USER_TIMEOUT, SECOND)
                .with(Setting.USER_TIMEOUT_LEAST, 0)
                .with(Setting.RTO_MIN, 250 * SECOND)
                .with(Setting.RTO_MAX, 300 * SECOND));
        assertEquals(current(), 251);
    }

    @Test
    public void aWishCountsForTextThatWaitsAlready() {
        connect(ENABLED);
        endpoint.send(Wire.text(0, 100), false, false);
        peer.run(150 * SECOND);
        hear(1, new UserTimeout(false, 300));
        peer.run(149 * SECOND);
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
        peer.run(2 * SECOND);
        assertEquals(endpoint.state(), TcpState.CLOSED);
    }

    @Test
    public void theUsersNewTimeoutCountsForTextThatWaitsAlready() {
        connect(ENABLED.with(Setting.USER_TIMEOUT_OPTION, 0));
        endpoint.send(Wire.text(0, 100), false, false);
        peer.run(10 * SECOND);
        endpoint.options().userTimeout(20 * SECOND);
        endpoint.optionsChanged();
        peer.run(9 * SECOND);
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
        peer.run(2 * SECOND);
        assertEquals(endpoint.state(), TcpState.CLOSED);
    }

    @Test
    public void aFullSegmentHasNoRoomForIt() {
        connect(ENABLED); // the handshake's acknowledgment has told it
        endpoint.options().userTimeout(60 * SECOND);
        endpoint.send(Wire.text(0, 1500), false, true);
        Segment full = peer.next();
        assertEquals(full.payload().length(), 1000);
        assertNull(full.option(UserTimeout.class));
        endpoint.push();
        assertEquals(peer.next().option(UserTimeout.class), new UserTimeout(false, 60));
    }
}
