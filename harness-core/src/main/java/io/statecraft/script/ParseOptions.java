package io.statecraft.script;

import java.util.Map;
import java.util.Set;

/**
 * What the run says to the parser.
 *
 * @param defines {@code -D NAME=VALUE}: a value is typed as packetdrill does it: {@code "…"} a string, {@code `…`} a command,
 *     a number, else a word; these win over definitions in the script
 * @param conditions further names for which {@code #ifdef} holds: the target's system, such as {@code FreeBSD}
 * @param ipVersion 4 or 6: what the names of ICMP types mean, unless the script says {@code --ip_version}
 * @param ipVersionFixed whether {@code ipVersion} holds against the script's own option
 * @param sizeLimit bytes of text that are accepted at most
 */
public record ParseOptions(
        Map<String, String> defines, Set<String> conditions, int ipVersion, boolean ipVersionFixed, int sizeLimit) {

    /** No definitions, IPv4, one mebibyte. */
    public static final ParseOptions DEFAULT = new ParseOptions(Map.of(), Set.of(), 4, false, 1 << 20);

    public ParseOptions {
        defines = Map.copyOf(defines);
        conditions = Set.copyOf(conditions);
        if (ipVersion != 4 && ipVersion != 6) {
            throw new IllegalArgumentException("IP version " + ipVersion + " is neither 4 nor 6");
        }
        if (sizeLimit < 1) {
            throw new IllegalArgumentException("a limit of " + sizeLimit + " bytes");
        }
    }

    public ParseOptions withDefines(Map<String, String> values) {
        return new ParseOptions(values, conditions, ipVersion, ipVersionFixed, sizeLimit);
    }

    public ParseOptions withConditions(Set<String> names) {
        return new ParseOptions(defines, names, ipVersion, ipVersionFixed, sizeLimit);
    }

    /** IP version {@code version} unless the script has an option that says otherwise. */
    public ParseOptions withIpVersion(int version) {
        return new ParseOptions(defines, conditions, version, false, sizeLimit);
    }

    /** IP version {@code version}, whatever the script says. */
    public ParseOptions withFixedIpVersion(int version) {
        return new ParseOptions(defines, conditions, version, true, sizeLimit);
    }

    public ParseOptions withSizeLimit(int bytes) {
        return new ParseOptions(defines, conditions, ipVersion, ipVersionFixed, bytes);
    }
}
