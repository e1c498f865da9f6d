package io.statecraft.wire;

import java.util.OptionalInt;

/** An IP header: what a scenario can set or observe of it. */
public sealed interface IpHeader {

    IpAddress source();

    IpAddress destination();

    /** 4 or 6. */
    int version();

    /** The type-of-service or traffic-class octet; its two low bits are the ECN field. */
    int trafficClass();

    /** Time to live, or hop limit. */
    int hopLimit();

    /**
     * IPv4 (RFC 791).
     *
     * @param identification 0 to 65535
     * @param dontFragment the DF bit
     * @param moreFragments the MF bit
     * @param fragmentOffset in units of 8 octets, 0 to 8191
     * @param options the bytes after the first 20, a multiple of 4 in a well-formed header
     * @param raw fields that are otherwise computed
     */
    record V4(
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int hopLimit,
            int identification,
            boolean dontFragment,
            boolean moreFragments,
            int fragmentOffset,
            Bytes options,
            Raw raw)
            implements IpHeader {

        /** Fields of a malformed header; when decoded, {@code checksum} is set if, and only if, it was wrong. */
        public record Raw(OptionalInt headerWords, OptionalInt totalLength, OptionalInt checksum) {
            /** Everything computed. */
            public static final Raw COMPUTED = new Raw(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        }

        public V4 {
            Ranges.unsigned8("type of service", trafficClass);
            Ranges.unsigned8("time to live", hopLimit);
            Ranges.unsigned16("identification", identification);
            Ranges.check("fragment offset", fragmentOffset, 0x1fff);
        }

        @Override
        public int version() {
            return 4;
        }
    }

    /**
     * IPv6 (RFC 8200).
     *
     * @param flowLabel 0 to 2^20 - 1
     * @param payloadLength the field, if it is not to be computed
     */
    record V6(
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int hopLimit,
            int flowLabel,
            OptionalInt payloadLength)
            implements IpHeader {
        public V6 {
            Ranges.unsigned8("traffic class", trafficClass);
            Ranges.unsigned8("hop limit", hopLimit);
            Ranges.check("flow label", flowLabel, 0xfffff);
        }

        @Override
        public int version() {
            return 6;
        }
    }

    /** The header that scenarios inject unless they say otherwise: no options, hop limit 255, traffic class 0. */
    static IpHeader between(IpAddress source, IpAddress destination) {
        return source.version() == 4
                ? new V4(source, destination, 0, 255, 0, false, false, 0, Bytes.EMPTY, V4.Raw.COMPUTED)
                : new V6(source, destination, 0, 255, 0, OptionalInt.empty());
    }
}
