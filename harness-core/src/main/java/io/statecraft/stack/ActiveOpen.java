package io.statecraft.stack;

import io.statecraft.tcp.Offer;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;

/** OPEN, active: the SYN's offer, and the text that goes with it (RFC 9293 section 3.10.1, RFC 7413 section 4.2.1). */
final class ActiveOpen {
    private final Endpoint endpoint;

    ActiveOpen(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Sends the SYN.
     *
     * @param fast whether Fast Open is wanted
     * @param text what is to go with the SYN, as far as Fast Open permits
     * @return the octets of {@code text} that were taken
     */
    int open(SequenceNumber iss, boolean fast, Bytes text) {
        FastOpenClient fastOpen = endpoint.fastOpen();
        SegmentForm form = endpoint.form();
        CookieCache.Known known = fast ? fastOpen.lookUp() : null;
        Offer offer = fastOpen.offer(endpoint.offers().offer(), known);
        boolean carries = FastOpenClient.mayCarryText(endpoint.profile(), known);
        int room = carries ? form.textRoomOfSyn(offer, known.mss()) : 0;
        int carried =
                (int) Math.min(Math.min(room, text.length()), endpoint.options().sendBuffer());
        if (carried > 0) {
            boolean apart = endpoint.profile().has(Setting.TEXT_OF_SYN_GOES_AGAIN); // what follows is not put to it
            endpoint.sender()
                    .append(iss.plus(1), text.slice(0, carried), false, carried < text.length() && !apart, false);
        }
        long window = endpoint.receiver().initialWindow(endpoint.sizes().receiveMss());
        endpoint.happens(new TcpEvent.ActiveOpen(iss, window, offer, carried));
        return carried;
    }
}
