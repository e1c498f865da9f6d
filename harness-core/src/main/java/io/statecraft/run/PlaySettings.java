package io.statecraft.run;

import io.statecraft.clock.Tolerance;
import io.statecraft.run.mapping.Numbering;
import io.statecraft.scenario.Scenario.Setting;
import io.statecraft.target.Family;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a scenario is played: its own options, overridden by those of the command line.
 *
 * @param tolerance of time
 * @param strictSegments whether each packet of the target is compared alone; otherwise pieces of one are put together first
 * @param packetsNotFatal whether a packet that is not the expected one is a warning ({@code --non_fatal=packet})
 * @param callsNotFatal whether a result that is not the expected one is a warning ({@code --non_fatal=syscall})
 * @param timestampTick nanoseconds between two timestamp values of the target; 0: they are not compared
 * @param scaledEchoes whether timestamps to echo are inferred ({@code --tcp_ts_ecr_scaled})
 * @param numbering what sequence numbers mean ({@code --sequence=absolute})
 * @param bindPort to which the target's sockets are bound
 * @param connectPort to which they connect
 * @param mtu of the link, octets
 * @param localAddress the target's, if the scenario names one
 * @param remoteAddress the harness's, if the scenario names one
 * @param family the address variant, if the scenario names one
 * @param others the rest, by name, for the target
 */
public record PlaySettings(
        Tolerance tolerance,
        boolean strictSegments,
        boolean packetsNotFatal,
        boolean callsNotFatal,
        long timestampTick,
        boolean scaledEchoes,
        Numbering numbering,
        int bindPort,
        int connectPort,
        int mtu,
        Optional<IpAddress> localAddress,
        Optional<IpAddress> remoteAddress,
        Optional<Family> family,
        Map<String, String> others) {

    /** packetdrill's defaults. */
    public static final PlaySettings DEFAULT = of(List.of(), Map.of());

    private static final long MICROSECOND = 1000;
    private static final long HOUR = 3_600_000_000L; // in microseconds

    private static final long DAY = 86_400;

    /** RFC 791: every module must be able to forward so many octets. */
    private static final int LEAST_MTU = 68;

    public PlaySettings {
        others = Map.copyOf(others);
    }

    /**
     * Reads options.
     *
     * @param written the scenario's own
     * @param overriding by name, without {@code --}; these win
     * @throws IllegalArgumentException if a value makes no sense: the message says which
     */
    public static PlaySettings of(List<Setting> written, Map<String, String> overriding) {
        Map<String, String> values = new LinkedHashMap<>();
        written.forEach(setting -> values.put(setting.name(), setting.value().orElse("")));
        values.putAll(overriding);
        Reader in = new Reader(values);
        in.number("msl", 1, 1, DAY); // the target's business, but what is no number is nobody's
        in.number("mss", 0, 0, 65535);
        in.address("gateway_ip");
        in.address("netmask_ip");
        in.encapsulation("udp_encapsulation");
        String notFatal = in.text("non_fatal").orElse("");
        return new PlaySettings(
                new Tolerance(
                        in.number("tolerance_usecs", Tolerance.DEFAULT.nanos() / MICROSECOND, 0, HOUR) * MICROSECOND,
                        in.percentage("tolerance_percent", Tolerance.DEFAULT.percent())),
                in.flag("strict_segments"),
                notFatal.contains("packet"),
                notFatal.contains("syscall"),
                in.number("tcp_ts_tick_usecs", 0, 0, HOUR) * MICROSECOND,
                in.flag("tcp_ts_ecr_scaled"),
                in.text("sequence").equals(Optional.of("absolute")) ? Numbering.ABSOLUTE : Numbering.RELATIVE,
                (int) in.number("bind_port", 8080, 1, 65535),
                (int) in.number("connect_port", 8080, 1, 65535),
                (int) in.number("mtu", 1500, LEAST_MTU, 65535),
                in.address("local_ip"),
                in.address("remote_ip"),
                in.family("ip_version"),
                values);
    }

    /** The key of {@code md5 valid} (RFC 2385); empty: there is none. */
    public Optional<Bytes> md5Secret() {
        return Optional.ofNullable(others.get("tcp_md5_secret"))
                .map(secret -> Bytes.of(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** Files of shell commands to run before the scenario begins ({@code --init_scripts}). */
    public List<String> initScripts() {
        String files = others.getOrDefault("init_scripts", "");
        return files.isBlank() ? List.of() : List.of(files.split(","));
    }

    /** Whether segments may travel in datagrams ({@code --udp_encapsulation=tcp}). */
    public boolean tunnels() {
        return "tcp".equals(others.get("udp_encapsulation"));
    }

    /** The same with other numbers. */
    public PlaySettings with(Numbering other) {
        return new PlaySettings(
                tolerance,
                strictSegments,
                packetsNotFatal,
                callsNotFatal,
                timestampTick,
                scaledEchoes,
                other,
                bindPort,
                connectPort,
                mtu,
                localAddress,
                remoteAddress,
                family,
                others);
    }

    /** Reads each value as what it is. */
    private record Reader(Map<String, String> values) {
        Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name));
        }

        boolean flag(String name) {
            return values.containsKey(name);
        }

        long number(String name, long otherwise, long least, long most) {
            String expected = "a whole number from " + least + " to " + most;
            try {
                long value = text(name).map(Long::parseLong).orElse(otherwise);
                if (value < least || value > most) {
                    throw wrong(name, expected, null);
                }
                return value;
            } catch (NumberFormatException e) {
                throw wrong(name, expected, e);
            }
        }

        double percentage(String name, double otherwise) {
            try {
                double value = text(name).map(Double::parseDouble).orElse(otherwise);
                if (!(value >= 0 && value <= 100)) {
                    throw wrong(name, "a number from 0 to 100", null);
                }
                return value;
            } catch (NumberFormatException e) {
                throw wrong(name, "a number from 0 to 100", e);
            }
        }

        /** An address; the length of a prefix after it is for routes, and says nothing here. */
        Optional<IpAddress> address(String name) {
            try {
                return text(name).map(value -> IpAddress.of(value.replaceFirst("/\\d+$", "")));
            } catch (IllegalArgumentException e) {
                throw wrong(name, "an IP address", e);
            }
        }

        void encapsulation(String name) {
            if (flag(name) && !text(name).equals(Optional.of("tcp"))) {
                throw wrong(name, text(name).equals(Optional.of("sctp")) ? "tcp (SCTP is not covered)" : "tcp", null);
            }
        }

        Optional<Family> family(String name) {
            Optional<Family> family = text(name).flatMap(Family::named);
            if (family.isEmpty() && flag(name)) {
                throw wrong(name, "ipv4, ipv6 or ipv4-mapped", null);
            }
            return family;
        }

        private IllegalArgumentException wrong(String name, String expected, Exception cause) {
            return new IllegalArgumentException(
                    "--" + name + "=" + values.get(name) + ": " + expected + " is expected", cause);
        }
    }
}
