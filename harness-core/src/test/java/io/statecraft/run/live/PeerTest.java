package io.statecraft.run.live;

import static io.statecraft.run.live.Opening.active;
import static io.statecraft.run.live.Opening.passive;
import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.data;
import static io.statecraft.scenario.Packets.fin;
import static io.statecraft.scenario.Packets.rst;
import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.run.Finding.Kind;
import io.statecraft.run.Verdict;
import io.statecraft.scenario.SegmentPattern;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A connection is played step by step, and a step that does not go as it says throws. */
public final class PeerTest {
    private Target target;
    private Peer peer;

    @BeforeMethod
    public void openTarget() {
        target = new EmbeddedTargetKind(Profiles.RFC9293)
                .open(new TargetRequest(
                        Family.IPV4, Optional.empty(), Optional.empty(), 1500, 7, Path.of("."), false, Map.of()));
        peer = Peer.of(target);
    }

    @AfterMethod
    public void closeTarget() {
        target.close();
    }

    @DataProvider
    public static Object[][] openings() {
        return new Object[][] {
            {passive()}, {active()}, {passive().isn(0xffffffffL).window(300)}, {active().isn(99)}
        };
    }

    @Test(dataProvider = "openings")
    public void establishesAndCarriesText(Opening opening) {
        LiveConnection connection = peer.establish(opening);
        connection.inject(data(100));
        connection.within(.5).expect(ack().seq(connection.sndNxt()).ack(connection.rcvNxt()));
        assertEquals(connection.rcvNxt(), opening.isn().plus(101));
        connection.write(50).expect(data(50).ack(connection.rcvNxt()));
        connection.inject(ack()).read(100);
        connection.inject(fin()).within(.5).expect(ack().ack(connection.rcvNxt()));
        connection.expectState(CLOSE_WAIT);
        assertEquals(peer.violations().size(), 0);
    }

    @Test
    public void inWindowResetIsChallenged() {
        LiveConnection connection = peer.establish(passive().window(257));
        connection.inject(rst().seq(connection.rcvNxt().plus(1)));
        connection.expect(ack().seq(connection.sndNxt()).ack(connection.rcvNxt()));
        connection.expectState(ESTABLISHED);
    }

    @Test
    public void playsSeveralConnectionsAtOnce() {
        LiveConnection first = peer.establish(passive());
        LiveConnection second = peer.establish(passive().isn(1000));
        LiveConnection third = peer.open(active());
        second.inject(rst());
        first.inject(data(10));
        first.within(.5).expect(ack().ack(first.rcvNxt()));
        second.expectState(CLOSED);
        third.expectState(SYN_SENT);
        first.expectState(ESTABLISHED);
        assertEquals(second.rcvNxt().toLong(), 1001);
    }

    @Test
    public void aHalfOpenConnectionIsAskedForItsStateThroughItsListener() {
        peer.open(passive()).expectState(SYN_RECEIVED);
    }

    @Test
    public void saysInWhichFieldAndWhereASegmentDiffers() {
        LiveConnection connection = peer.establish(passive());
        connection.inject(data(1));
        SegmentPattern wrong = ack().ack(connection.rcvNxt().plus(1));
        LiveFailure failure =
                expectThrows(LiveFailure.class, () -> connection.within(.5).expect(wrong));
        assertEquals(failure.verdict(), Verdict.FAIL);
        assertEquals(failure.finding().differences().size(), 1);
        assertEquals(failure.finding().differences().get(0).toString(), "ack: expected 3, got 2");
        assertTrue(failure.finding().location().source().contains("PeerTest"));
        assertTrue(failure.getMessage().contains("ack: expected 3, got 2"));
    }

    @Test
    public void saysThatTheStateIsAnother() {
        LiveConnection connection = peer.establish(passive());
        LiveFailure failure = expectThrows(LiveFailure.class, () -> connection.expectState(CLOSE_WAIT));
        assertEquals(failure.finding().kind(), Kind.STATE);
    }

    @Test
    public void saysThatSilenceIsBroken() {
        LiveConnection connection = peer.establish(passive());
        connection.write(10);
        assertThrows(LiveFailure.class, () -> connection.expectSilence(.1));
    }

    @Test
    public void silenceThatIsKeptPasses() {
        peer.establish(passive()).expectSilence(60);
    }
}
