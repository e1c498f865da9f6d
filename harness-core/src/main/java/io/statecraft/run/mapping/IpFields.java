package io.statecraft.run.mapping;

import io.statecraft.scenario.IpPattern;
import io.statecraft.scenario.IpPattern.Ecn;
import io.statecraft.wire.IpHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The IP header's fields that a line can set or expect. Remembers flow labels for one session. */
final class IpFields {
    private static final int ECN_BITS = 3;

    private final Map<Integer, Integer> liveFlows = new HashMap<>();

    /** The octet that a line asks for; 0 if it says nothing. */
    static int trafficClass(IpPattern pattern) {
        if (pattern.tos().isPresent()) {
            return pattern.tos().getAsInt();
        }
        return pattern.dscp().orElse(0) << 2 | pattern.ecn().map(IpFields::bits).orElse(0);
    }

    private static int bits(Ecn ecn) {
        return switch (ecn) {
            case NOECN -> 0;
            case ECT1 -> 1;
            case ECT0, ECT01 -> 2;
            case CE -> 3;
        };
    }

    void compare(IpPattern expected, IpHeader actual, List<Difference> differences) {
        int octet = actual.trafficClass();
        expected.tos().ifPresent(tos -> hex("tos", tos, octet, differences));
        expected.dscp().ifPresent(dscp -> hex("dscp", dscp, octet >> 2, differences));
        expected.ecn().ifPresent(ecn -> {
            int bits = octet & ECN_BITS;
            boolean matches = ecn == Ecn.ECT01 ? bits == 1 || bits == 2 : bits == bits(ecn);
            if (!matches) {
                differences.add(new Difference("ecn", name(ecn), nameOfEcn(octet)));
            }
        });
        expected.ttl().ifPresent(ttl -> {
            if (ttl != actual.hopLimit()) {
                differences.add(new Difference("ttl", String.valueOf(ttl), String.valueOf(actual.hopLimit())));
            }
        });
        expected.flowLabel().ifPresent(label -> flow(label, actual, differences));
    }

    /** The same label in the script means the same on the wire, another one another one; 0 means 0. */
    private void flow(int script, IpHeader actual, List<Difference> differences) {
        int live = flowLabel(actual);
        Integer known = liveFlows.get(script);
        boolean taken = known == null && liveFlows.containsValue(live);
        boolean matches = (script != 0) == (live != 0) && (script == 0 || (known == null ? !taken : known == live));
        if (matches) {
            liveFlows.put(script, live);
        } else {
            hex("flowlabel", known == null ? script : known, live, differences);
        }
    }

    /** Of IPv6; 0 in IPv4, which has none. */
    static int flowLabel(IpHeader header) {
        return header instanceof IpHeader.V6 v6 ? v6.flowLabel() : 0;
    }

    private static void hex(String field, int expected, int actual, List<Difference> differences) {
        if (expected != actual) {
            differences.add(new Difference(field, String.format("0x%02x", expected), String.format("0x%02x", actual)));
        }
    }

    private static String name(Ecn ecn) {
        return ecn.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The name of the lower two bits of a traffic class. */
    static String nameOfEcn(int trafficClass) {
        return new String[] {"noecn", "ect1", "ect0", "ce"}[trafficClass & ECN_BITS];
    }
}
