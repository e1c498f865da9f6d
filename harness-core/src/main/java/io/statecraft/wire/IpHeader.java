package io.statecraft.wire;

import java.util.List;
import java.util.OptionalInt;

/** An IP header: what a scenario can set or observe of it. */
public sealed interface IpHeader {

    IpAddress source();

    IpAddress destination();

    /** 4 or 6. */
    int version();

    /** The type-of-service or traffic-class octet; its two low bits are the ECN field. */
    int trafficClass();

    /** The same header with another type-of-service or traffic-class octet, 0 to 255. */
    IpHeader withTrafficClass(int octet);

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

        /**
         * Fields of a malformed header; when decoded, each is set if, and only if, it was wrong.
         *
         * @param headerWords the header length in 32-bit words, 0 to 15
         * @param totalLength in bytes, 0 to 65535
         * @param checksum 0 to 65535
         * @param version 0 to 15; what is decoded has version 4
         * @param reservedFlag the flag before DF, which must be zero
         */
        public record Raw(
                OptionalInt headerWords,
                OptionalInt totalLength,
                OptionalInt checksum,
                OptionalInt version,
                boolean reservedFlag) {
            /** Everything computed. */
            public static final Raw COMPUTED = new Raw(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

            public Raw {
                Ranges.check("header length in words", headerWords.orElse(0), 15);
                Ranges.unsigned16("total length", totalLength.orElse(0));
                Ranges.unsigned16("header checksum", checksum.orElse(0));
                Ranges.check("version", version.orElse(0), 15);
            }

            /** Version 4 and the reserved flag zero. */
            public Raw(OptionalInt headerWords, OptionalInt totalLength, OptionalInt checksum) {
                this(headerWords, totalLength, checksum, OptionalInt.empty(), false);
            }
        }

        public V4 {
            Ranges.addresses(4, source, destination);
            Ranges.unsigned8("type of service", trafficClass);
            Ranges.unsigned8("time to live", hopLimit);
            Ranges.unsigned16("identification", identification);
            Ranges.check("fragment offset", fragmentOffset, 0x1fff);
        }

        @Override
        public V4 withTrafficClass(int octet) {
            return new V4(
                    source,
                    destination,
                    octet,
                    hopLimit,
                    identification,
                    dontFragment,
                    moreFragments,
                    fragmentOffset,
                    options,
                    raw);
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
     * @param payloadLength the field, if it is not to be computed; when decoded, set if, and only if, it was wrong
     * @param extensions hop-by-hop options, routing and destination options headers, in order
     * @param rawVersion the version field, if it is not to be 6; what is decoded has version 6
     */
    record V6(
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int hopLimit,
            int flowLabel,
            OptionalInt payloadLength,
            List<Extension> extensions,
            OptionalInt rawVersion)
            implements IpHeader {

        /**
         * An extension header (RFC 8200 section 4).
         *
         * @param type its number, as the next header field before it gives it
         * @param data what follows its own next header and length fields: 6 bytes, or 8 n more
         */
        public record Extension(int type, Bytes data) {
            public Extension {
                Ranges.unsigned8("extension header type", type);
                if (data.length() % 8 != 6 || data.length() > 2046) {
                    throw new IllegalArgumentException("extension header data of " + data.length() + " bytes");
                }
            }

            /** The octets of the whole extension header. */
            public int length() {
                return 2 + data.length();
            }
        }

        public V6 {
            Ranges.addresses(6, source, destination);
            extensions = List.copyOf(extensions);
            Ranges.unsigned16("payload length", payloadLength.orElse(0));
            Ranges.check("version", rawVersion.orElse(0), 15);
            Ranges.unsigned8("traffic class", trafficClass);
            Ranges.unsigned8("hop limit", hopLimit);
            Ranges.check("flow label", flowLabel, 0xfffff);
        }

        /** Without extension headers. */
        public V6(
                IpAddress source,
                IpAddress destination,
                int trafficClass,
                int hopLimit,
                int flowLabel,
                OptionalInt payloadLength) {
            this(source, destination, trafficClass, hopLimit, flowLabel, payloadLength, List.of(), OptionalInt.empty());
        }

        @Override
        public V6 withTrafficClass(int octet) {
            return new V6(source, destination, octet, hopLimit, flowLabel, payloadLength, extensions, rawVersion);
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
