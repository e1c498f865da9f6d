package io.statecraft.stack;

/** Every so many segments an acknowledgment, and one after a fixed time. */
final class CountedAcknowledgment implements AcknowledgmentTiming {
    private final Endpoint endpoint;

    CountedAcknowledgment(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public boolean isDue(int waiting, long octets) {
        Profile profile = endpoint.profile();
        return !profile.has(Setting.DELAYED_ACK) || waiting >= profile.get(Setting.SEGMENTS_PER_ACK);
    }

    @Override
    public long delay() {
        return endpoint.profile().get(Setting.DELAYED_ACK);
    }

    @Override
    public int receivedMss() {
        return endpoint.sizes().receiveMss();
    }
}
