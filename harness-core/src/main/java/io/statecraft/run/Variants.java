package io.statecraft.run;

import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Scenario.Setting;
import io.statecraft.target.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The address variants in which scenarios are played. */
public final class Variants {
    private static final List<Family> ALL = List.of(Family.IPV4, Family.IPV6, Family.IPV4_MAPPED);

    private final List<Family> wanted;
    private final boolean onlyOne;
    private final boolean forced;

    /** Whether the run's addresses win over a script's own. */
    private final boolean addressing;

    private Variants(List<Family> wanted, boolean onlyOne, boolean forced, boolean addressing) {
        this.addressing = addressing;
        this.wanted = wanted;
        this.onlyOne = onlyOne;
        this.forced = forced;
    }

    /** One each: the scenario's own, else IPv4. */
    public static Variants usual() {
        return new Variants(ALL, true, false, false);
    }

    /** Every one that a scenario allows. */
    public static Variants all() {
        return new Variants(ALL, false, false, true);
    }

    /** This one; a scenario that is for another one is skipped. */
    public static Variants only(Family family) {
        return new Variants(List.of(family), true, false, true);
    }

    /** This one, whatever scenarios say ({@code --ip_version}, as packetdrill has it). */
    public static Variants forced(Family family) {
        return new Variants(List.of(family), true, true, false);
    }

    boolean isForced() {
        return forced;
    }

    Family first() {
        return wanted.get(0);
    }

    /** The variants of one scenario, or why there is none. */
    record Chosen(List<Family> families, String reason) {}

    Chosen choose(Script script, Scenario scenario) {
        if (forced) {
            return new Chosen(wanted, "");
        }
        List<Family> allowed = allowed(script, scenario);
        List<Family> chosen = wanted.stream().filter(allowed::contains).toList();
        if (chosen.isEmpty()) {
            return new Chosen(chosen, "it is for " + allowed.get(0) + ", not for " + wanted.get(0));
        }
        return new Chosen(onlyOne ? chosen.subList(0, 1) : chosen, "");
    }

    private static List<Family> allowed(Script script, Scenario scenario) {
        List<Family> own = own(scenario);
        if (!own.isEmpty()) {
            return own;
        }
        // packetdrill's runner goes by the end of the name.
        if (script.name().endsWith("v4.pkt")) {
            return List.of(Family.IPV4, Family.IPV4_MAPPED);
        }
        return script.name().endsWith("v6.pkt") ? List.of(Family.IPV6) : ALL;
    }

    /** The families that a scenario says it is for, by its option or by what it needs; none if it says nothing. */
    private static List<Family> own(Scenario scenario) {
        Optional<Family> option = scenario.options().stream()
                .filter(setting -> setting.name().equals("ip_version"))
                .flatMap(setting -> setting.value().stream())
                .flatMap(value -> Family.named(value).stream())
                .reduce((first, second) -> second);
        return option.map(List::of).orElseGet(() -> scenario.header().needs().stream()
                .flatMap(need -> Family.named(need).stream())
                .toList());
    }

    /**
     * The options of a scenario in a variant. What packetdrill's own runner sets for IPv6 comes first: a scenario that is for any variant
     * expects the same MSS in all, so that the link has to carry IPv6's larger header as well. Addresses of another version do not apply;
     * where the run chose the variant, as that runner does, its addresses win.
     */
    List<Setting> settings(Scenario scenario, Family family) {
        List<Setting> settings = new ArrayList<>();
        boolean open = own(scenario).isEmpty();
        if (family.wireVersion() == 6 && open) {
            settings.add(new Setting("mtu", Optional.of("1520")));
            settings.addAll(addresses(family));
        }
        scenario.options().stream()
                .filter(setting -> !isAddressOfOtherVersion(setting, family))
                .forEach(settings::add);
        if (addressing && open) {
            settings.addAll(addresses(family));
        }
        return settings;
    }

    /** The addresses that packetdrill's own runner gives in a variant: they win over those in a script. */
    private static List<Setting> addresses(Family family) {
        boolean four = family.wireVersion() == 4;
        return List.of(
                new Setting("local_ip", Optional.of(four ? "192.168.0.1" : "fd3d:0a0b:17d6::1")),
                new Setting("gateway_ip", Optional.of(four ? "192.168.0.2" : "fd3d:0a0b:17d6:8888::1")),
                new Setting("remote_ip", Optional.of(four ? "192.0.2.1" : "fd3d:fa7b:d17d::1")));
    }

    private static boolean isAddressOfOtherVersion(Setting setting, Family family) {
        return (setting.name().equals("local_ip") || setting.name().equals("remote_ip"))
                && setting.value()
                        .map(value -> value.contains(":") != (family.wireVersion() == 6))
                        .orElse(false);
    }

    /** The names that packetdrill's own runner defines for a variant; scripts for Linux rely on them. */
    static Map<String, String> defines(Family family) {
        boolean six = family.socketVersion() == 6;
        return Map.of(
                "TFO_COOKIE", family.wireVersion() == 6 ? "c1d1e9742a47a9bc" : "3021b9d889017eeb",
                "TFO_COOKIE_ZERO", family.wireVersion() == 6 ? "82af1a8f9a205c34" : "b7c12350a90dc8f5",
                "CODE", "host_unreachable",
                "CMSG_LEVEL_IP", six ? "SOL_IPV6" : "SOL_IP",
                "CMSG_TYPE_RECVERR", six ? "IPV6_RECVERR" : "IP_RECVERR");
    }

    /** The variants that {@code name} means: a family, or {@code all}. */
    public static Optional<Variants> named(String name) {
        return name.equals("all") ? Optional.of(all()) : Family.named(name).map(Variants::only);
    }

    /** The names that {@link #named} knows. */
    public static String names() {
        return String.join(
                ", ",
                Stream.concat(Arrays.stream(Family.values()).map(Family::toString), Stream.of("all"))
                        .toList());
    }
}
