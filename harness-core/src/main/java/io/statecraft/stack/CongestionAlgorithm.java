package io.statecraft.stack;

import java.util.Arrays;
import java.util.Optional;

/** The congestion controls that there are: the values of {@link Setting#CONGESTION_CONTROL}, and of the user's option. */
public enum CongestionAlgorithm {
    /** RFC 5681. */
    RENO(1),
    /** RFC 9438. */
    CUBIC(2),
    /** By a model of the path: no RFC yet. */
    BBR(3);

    private final long number;

    CongestionAlgorithm(long number) {
        this.number = number;
    }

    /** Its number in a profile. */
    public long number() {
        return number;
    }

    /** A profile's, which is {@link #RENO} where its number is nobody's. */
    public static CongestionAlgorithm of(Profile profile) {
        long number = profile.get(Setting.CONGESTION_CONTROL);
        return Arrays.stream(values())
                .filter(one -> one.number == number)
                .findFirst()
                .orElse(RENO);
    }

    /** The one that is called so, as systems write it. */
    public static Optional<CongestionAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(name) || one == RENO && name.equals("newreno"))
                .findFirst();
    }

    /** A connection's own. */
    CongestionControl of(Endpoint endpoint) {
        return switch (this) {
            case RENO -> new Reno();
            case CUBIC -> new Cubic(new HyStart(endpoint));
            case BBR -> new Bbr(endpoint);
        };
    }

    /** As Linux writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
