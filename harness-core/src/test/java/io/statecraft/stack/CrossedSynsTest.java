package io.statecraft.stack;

import org.testng.annotations.Test;

/** Both sides open at once: RFC 9293 section 3.5, figure 8. */
public final class CrossedSynsTest {

    @Test
    public void theSynAckOfCrossedSynsIsNoSignOfALoss() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.RFC9293));
        peer.next();
        peer.inject("S", 0, 0, 0);
        peer.expect("S.", 0, 1, 0);
        peer.inject(".", 1, 1, 0);
        endpoint.send(Wire.text(0, 4 * 536), false, false);
        // RFC 5681 section 3.1: one segment after a lost SYN, and no less than two otherwise.
        peer.expect(".", 1, 1, 536);
        peer.expect(".", 537, 1, 536);
    }
}
