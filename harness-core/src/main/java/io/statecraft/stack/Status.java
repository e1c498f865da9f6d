package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;

/**
 * What a connection can say of itself beyond its sequence numbers: a snapshot.
 *
 * @param sendMss effective send MSS, octets
 * @param receiveMss the MSS that its SYN offers, octets
 * @param mtu of the path, octets
 * @param inFlight sent and not acknowledged, octets
 * @param unsent handed over and not sent, octets
 * @param timeout RTO as it is backed off now, nanoseconds
 * @param roundTrip SRTT, nanoseconds; -1 before the first measurement
 * @param variation RTTVAR, nanoseconds
 * @param delayedAck how long an acknowledgment may wait, nanoseconds
 * @param retries retransmissions in a row
 * @param retransmissions retransmissions in all
 * @param probes window probes since the window closed
 * @param congestionWindow octets
 * @param octetsAcknowledged text that the peer has acknowledged
 * @param octetsReceived text that came in order
 */
public record Status(
        int sendMss,
        int receiveMss,
        int mtu,
        int inFlight,
        int unsent,
        long timeout,
        long roundTrip,
        long variation,
        long delayedAck,
        int retries,
        long retransmissions,
        int probes,
        long congestionWindow,
        long octetsAcknowledged,
        long octetsReceived) {

    static Status of(Endpoint endpoint) {
        Retransmission retransmission = endpoint.retransmission();
        RoundTrip trip = retransmission.roundTrip();
        SendSpace snd = endpoint.connection().snd();
        return new Status(
                endpoint.sendMss(),
                endpoint.receiveMss(),
                endpoint.stack().mtu(),
                snd.inFlight(),
                snd.unsent(),
                trip.timeout(),
                trip.smoothed(),
                trip.variation(),
                endpoint.profile().get(Setting.DELAYED_ACK),
                retransmission.retries(),
                retransmission.total(),
                endpoint.probe().probes(),
                endpoint.congestion().window(),
                endpoint.octetsAcknowledged(),
                endpoint.receiver().octets());
    }
}
