package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;

/**
 * What a connection can say of itself beyond its sequence numbers: a snapshot.
 *
 * @param sendMss effective send MSS, octets
 * @param receiveMss the MSS that its SYN offers, octets
 * @param receivedMss the peer's segments, as large as they have been seen, octets
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
 * @param accounts what was sent and received, and waited for
 * @param loss how it stands with what may have been lost
 * @param octetsAcknowledged text that the peer has acknowledged
 * @param octetsReceived text that came in order
 */
public record Status(
        int sendMss,
        int receiveMss,
        int receivedMss,
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
        Loss loss,
        Accounts.Summary accounts,
        long octetsAcknowledged,
        long octetsReceived) {

    static Status of(Endpoint endpoint) {
        Retransmission retransmission = endpoint.retransmission();
        RoundTrip trip = retransmission.roundTrip();
        SendSpace snd = endpoint.connection().snd();
        return new Status(
                endpoint.sendMss(),
                endpoint.sizes().receiveMss(),
                endpoint.receiver().timing().receivedMss(),
                endpoint.sizes().mtu(),
                snd.inFlight(),
                snd.unsent(),
                trip.timeout(),
                trip.smoothed(),
                trip.variation(),
                endpoint.receiver().timing().delay(),
                retransmission.retries(),
                retransmission.total(),
                endpoint.probe().probes(),
                endpoint.window().size(),
                Loss.of(endpoint),
                endpoint.accounts().summary(),
                endpoint.transition().octetsAcknowledged(),
                endpoint.receiver().octets());
    }

    /**
     * How it stands with what may have been lost.
     *
     * @param mode 0 open, 1 disorder, 2 window being reduced, 3 fast recovery, 4 after a timeout
     * @param inFlight segments that are not acknowledged
     * @param sacked segments of those that are reported, or that duplicates speak of
     * @param lost segments of those that are taken for lost
     * @param resent segments of those whose copies are on their way
     * @param threshold ssthresh, octets; {@link Long#MAX_VALUE} as long as there is none
     * @param reordering how far segments are taken to be out of order, segments
     * @param timesReordered how often that was seen
     * @param duplicateSacks reports of what had arrived twice
     * @param delivered segments that have arrived, the handshake's being one
     * @param leastRoundTrip nanoseconds; {@link Long#MAX_VALUE} before the first measurement
     */
    public record Loss(
            int mode,
            int inFlight,
            int sacked,
            int lost,
            int resent,
            long threshold,
            int reordering,
            int timesReordered,
            int duplicateSacks,
            long delivered,
            long leastRoundTrip) {

        static Loss of(Endpoint endpoint) {
            Recovery recovery = endpoint.recovery();
            Scoreboard scoreboard = recovery.scoreboard();
            CongestionWindow window = endpoint.window();
            SendSpace snd = endpoint.connection().snd();
            return new Loss(
                    recovery.mode().ordinal(),
                    scoreboard.count(),
                    scoreboard.sackedCount(),
                    scoreboard.lostCount(),
                    scoreboard.resentCount(),
                    window.isUnlimited() ? Long.MAX_VALUE : window.threshold(),
                    recovery.losses().reordering(),
                    recovery.losses().timesReordered(),
                    recovery.delivery().duplicateSacks(),
                    recovery.delivery().segments() + (snd.una().isAfter(snd.iss()) ? 1 : 0),
                    endpoint.retransmission().roundTrip().least());
        }
    }
}
