package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.configuring;
import static io.statecraft.stack.fault.Seeds.receiving;
import static io.statecraft.stack.fault.Seeds.sending;

import io.statecraft.wire.Decoded;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Problem;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checksums and IP: RFC 9293 sections 3.1 and 3.9.2. */
final class IpFaults {
    private static final int USUAL_HOPS = 64;

    private IpFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "checksum/not-verified",
                        "The checksum of what arrives is not verified.",
                        receiving((decoded, right) -> {
                            boolean only = decoded.problems().stream()
                                    .allMatch(p -> p.kind() == Problem.Kind.TRANSPORT_CHECKSUM);
                            return right || only && !decoded.isSound()
                                    ? Optional.of(decoded.packet())
                                    : Optional.empty();
                        }),
                        "RFC9293:MUST-3"),
                SeededFault.of(
                        "checksum/zero-unverified",
                        "A checksum of zero passes as none, as UDP has it.",
                        receiving((decoded, right) ->
                                right || isZeroChecksum(decoded) ? Optional.of(decoded.packet()) : Optional.empty()),
                        "RFC9293:MUST-3"),
                SeededFault.of(
                        "checksum/wrong-on-resets",
                        "The checksum of a reset is wrong.",
                        sending(s -> s.has(TcpFlag.RST) ? damaged(s) : s),
                        "RFC9293:MUST-2"),
                SeededFault.of(
                        "checksum/odd-octet-left-out",
                        "The last octet of an odd length is not in the checksum.",
                        sending(s -> s.payload().length() % 2 == 1 ? damaged(s) : s),
                        "RFC9293:MUST-2"),
                SeededFault.of(
                        "ip/options-drop",
                        "A packet with IP options is dropped.",
                        receiving((decoded, right) -> right && !hasIpOptions(decoded.packet())
                                ? Optional.of(decoded.packet())
                                : Optional.empty()),
                        "RFC9293:MUST-50"),
                SeededFault.of(
                        "ip/segments-for-groups-taken",
                        "A segment to a multicast or broadcast address is answered.",
                        receiving((decoded, right) ->
                                right || isToGroup(decoded) ? Optional.of(decoded.packet()) : Optional.empty()),
                        "RFC9293:MUST-57"),
                SeededFault.of(
                        "ip/segments-from-groups-taken",
                        "A segment from a multicast or broadcast address is answered.",
                        receiving((decoded, right) ->
                                right || isFromGroup(decoded) ? Optional.of(decoded.packet()) : Optional.empty()),
                        "RFC9293:MUST-63"),
                SeededFault.of(
                        "ip/fixed-time-to-live",
                        "The time to live is 64, whatever the user asks for.",
                        configuring(options -> options.hopLimit(USUAL_HOPS)),
                        "RFC9293:MUST-49"),
                SeededFault.of(
                        "ip/no-type-of-service",
                        "The type of service is zero, whatever the user asks for.",
                        configuring(options -> options.trafficClass(0)),
                        "RFC9293:MUST-48",
                        "RFC9293:SHLD-22",
                        "RFC9293:SHLD-21"));
    }

    private static boolean isZeroChecksum(Decoded decoded) {
        Segment s = decoded.packet().segment();
        return s != null
                && s.header().checksum().equals(OptionalInt.of(0))
                && decoded.problems().stream().allMatch(p -> p.kind() == Problem.Kind.TRANSPORT_CHECKSUM);
    }

    private static Segment damaged(Segment s) {
        return s.withHeader(
                new Segment.RawHeader(s.header().dataOffset(), s.header().reserved(), OptionalInt.of(1)));
    }

    private static boolean isToGroup(Decoded decoded) {
        return decoded.isSound() && !decoded.packet().ip().destination().isUnicast();
    }

    private static boolean isFromGroup(Decoded decoded) {
        return decoded.isSound() && !decoded.packet().ip().source().isUnicast();
    }

    private static boolean hasIpOptions(Packet packet) {
        return packet.ip() instanceof IpHeader.V4 v4 && !v4.options().isEmpty();
    }
}
