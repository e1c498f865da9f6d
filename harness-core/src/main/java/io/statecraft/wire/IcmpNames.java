package io.statecraft.wire;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The names that packetdrill's language has for ICMP types and codes, each way. What has no name is {@code type_N} and
 * {@code code_N}; these two forms are always read.
 */
public final class IcmpNames {
    private static final String ANY_TYPE = "type_";
    private static final String ANY_CODE = "code_";

    private static final Map<Integer, String> TYPES_V4 = Map.ofEntries(
            Map.entry(0, "echo_reply"),
            Map.entry(3, "unreachable"),
            Map.entry(4, "source_quench"),
            Map.entry(5, "redirect"),
            Map.entry(8, "echo_request"),
            Map.entry(11, "time_exceeded"),
            Map.entry(12, "parameter_problem"),
            Map.entry(13, "timestamp_request"),
            Map.entry(14, "timestamp_reply"),
            Map.entry(15, "information_request"),
            Map.entry(16, "information_reply"),
            Map.entry(17, "address_mask_request"),
            Map.entry(18, "address_mask_reply"));

    private static final Map<Integer, String> TYPES_V6 = Map.of(
            1, "unreachable",
            2, "packet_too_big",
            3, "time_exceeded",
            4, "parameter_problem",
            128, "echo_request",
            129, "echo_reply",
            134, "router_advertisement");

    /** By type: the names of its codes, from 0 on. */
    private static final Map<Integer, List<String>> CODES_V4 = Map.of(
            3,
            List.of(
                    "net_unreachable",
                    "host_unreachable",
                    "protocol_unreachable",
                    "port_unreachable",
                    "frag_needed",
                    "source_route_failed",
                    "net_unknown",
                    "host_unknown",
                    "source_host_isolated",
                    "net_prohibited",
                    "host_prohibited",
                    "net_unreachable_for_tos",
                    "host_unreachable_for_tos",
                    "packet_filtered",
                    "precedence_violation",
                    "precedence_cutoff"),
            11,
            List.of("ttl_exceeded_in_transit", "frag_reass_exceeded"));

    private static final Map<Integer, List<String>> CODES_V6 = Map.of(
            1, List.of("no_route", "admin_prohibited", "not_neighbour", "address_unreachable", "port_unreachable"),
            3, List.of("exceeded_hop_limit", "exceeded_frag_time"),
            4, List.of("header_field", "unknown_next_header", "unknown_option"));

    private IcmpNames() {}

    /** The name of a type in version 4 or 6. */
    public static String typeName(int version, int type) {
        String name = types(version).get(type);
        return name == null ? ANY_TYPE + type : name;
    }

    /** The name of a code of a type. */
    public static String codeName(int version, int type, int code) {
        List<String> names = codes(version).getOrDefault(type, List.of());
        return code < names.size() ? names.get(code) : ANY_CODE + code;
    }

    /** Whether the codes of a type have names, so that a script says more by naming even code 0. */
    static boolean hasCodeNames(int version, int type) {
        return codes(version).containsKey(type);
    }

    /** The type that {@code name} means in version 4 or 6; empty if it means none. */
    public static OptionalInt type(int version, String name) {
        if (name.startsWith(ANY_TYPE)) {
            return number(name.substring(ANY_TYPE.length()));
        }
        for (Map.Entry<Integer, String> entry : types(version).entrySet()) {
            if (entry.getValue().equals(name)) {
                return OptionalInt.of(entry.getKey());
            }
        }
        return OptionalInt.empty();
    }

    /** The code that {@code name} means for a type; empty if it means none. */
    public static OptionalInt code(int version, int type, String name) {
        if (name.startsWith(ANY_CODE)) {
            return number(name.substring(ANY_CODE.length()));
        }
        if (version == 6 && type == 1 && name.equals("net_unreachable")) {
            return OptionalInt.of(0); // IPv4's name for no_route, which some scripts use
        }
        int code = codes(version).getOrDefault(type, List.of()).indexOf(name);
        return code < 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** The names of all types that have one. */
    public static List<String> typeNames(int version) {
        return types(version).values().stream().sorted().toList();
    }

    /** The names of a type's codes, from code 0 on; most types have none. */
    public static List<String> codeNames(int version, int type) {
        return codes(version).getOrDefault(type, List.of());
    }

    private static Map<Integer, String> types(int version) {
        return version == 4 ? TYPES_V4 : TYPES_V6;
    }

    private static Map<Integer, List<String>> codes(int version) {
        return version == 4 ? CODES_V4 : CODES_V6;
    }

    private static OptionalInt number(String digits) {
        boolean fits = digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= 255;
        return fits ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
