package io.statecraft.scenario;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The names that scripts have for the types and codes of ICMP (RFC 792, RFC 1122, RFC 1812) and ICMPv6 (RFC 4443). */
public final class IcmpNames {
    private static final Map<String, Integer> TYPES_4 = Map.ofEntries(
            Map.entry("echo_reply", 0),
            Map.entry("unreachable", 3),
            Map.entry("source_quench", 4),
            Map.entry("redirect", 5),
            Map.entry("echo_request", 8),
            Map.entry("time_exceeded", 11),
            Map.entry("parameter_problem", 12),
            Map.entry("timestamp_request", 13),
            Map.entry("timestamp_reply", 14),
            Map.entry("information_request", 15),
            Map.entry("information_reply", 16),
            Map.entry("address_mask_request", 17),
            Map.entry("address_mask_reply", 18));

    private static final Map<String, Integer> TYPES_6 = Map.of(
            "unreachable", 1,
            "packet_too_big", 2,
            "time_exceeded", 3,
            "parameter_problem", 4,
            "echo_request", 128,
            "echo_reply", 129,
            "router_advertisement", 134);

    private static final Map<String, Integer> UNREACHABLE_4 = Map.ofEntries(
            Map.entry("net_unreachable", 0),
            Map.entry("host_unreachable", 1),
            Map.entry("protocol_unreachable", 2),
            Map.entry("port_unreachable", 3),
            Map.entry("frag_needed", 4),
            Map.entry("source_route_failed", 5),
            Map.entry("net_unknown", 6),
            Map.entry("host_unknown", 7),
            Map.entry("source_host_isolated", 8),
            Map.entry("net_prohibited", 9),
            Map.entry("host_prohibited", 10),
            Map.entry("net_unreachable_for_tos", 11),
            Map.entry("host_unreachable_for_tos", 12),
            Map.entry("packet_filtered", 13),
            Map.entry("precedence_violation", 14),
            Map.entry("precedence_cutoff", 15));

    private static final Map<String, Integer> UNREACHABLE_6 = Map.of(
            "no_route", 0,
            "net_unreachable", 0,
            "admin_prohibited", 1,
            "not_neighbour", 2,
            "address_unreachable", 3,
            "port_unreachable", 4);

    private static final Map<String, Integer> TIME_EXCEEDED_4 =
            Map.of("ttl_exceeded_in_transit", 0, "frag_reass_exceeded", 1);

    private static final Map<String, Integer> TIME_EXCEEDED_6 =
            Map.of("exceeded_hop_limit", 0, "exceeded_frag_time", 1);

    private static final Map<String, Integer> PARAMETER_PROBLEM_6 =
            Map.of("header_field", 0, "unknown_next_header", 1, "unknown_option", 2);

    private IcmpNames() {}

    /**
     * The type that {@code name} means.
     *
     * @param version 4 or 6
     * @param name a name, or {@code type_N}
     */
    public static OptionalInt type(int version, String name) {
        return number(name, "type_", version == 4 ? TYPES_4 : TYPES_6);
    }

    /**
     * The code that {@code name} means.
     *
     * @param version 4 or 6
     * @param type the type's number
     * @param name a name, or {@code code_N}
     */
    public static OptionalInt code(int version, int type, String name) {
        return number(name, "code_", codes(version, type));
    }

    /** The names of all types, without {@code type_N}. */
    public static Set<String> types(int version) {
        return version == 4 ? TYPES_4.keySet() : TYPES_6.keySet();
    }

    /** The names of a type's codes, without {@code code_N}; most types have none. */
    public static Set<String> codeNames(int version, int type) {
        return codes(version, type).keySet();
    }

    private static Map<String, Integer> codes(int version, int type) {
        if (version == 4) {
            return switch (type) {
                case 3 -> UNREACHABLE_4;
                case 11 -> TIME_EXCEEDED_4;
                default -> Map.of();
            };
        }
        return switch (type) {
            case 1 -> UNREACHABLE_6;
            case 3 -> TIME_EXCEEDED_6;
            case 4 -> PARAMETER_PROBLEM_6;
            default -> Map.of();
        };
    }

    private static OptionalInt number(String name, String prefix, Map<String, Integer> names) {
        Integer known = names.get(name);
        if (known != null) {
            return OptionalInt.of(known);
        }
        int digits = name.length() - prefix.length();
        if (!name.startsWith(prefix) || digits < 1 || digits > 3) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = prefix.length(); i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            number = 10 * number + digit;
        }
        return number <= 255 ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
