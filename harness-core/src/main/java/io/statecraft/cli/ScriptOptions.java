package io.statecraft.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Option;

/** packetdrill's own options, for those who are used to them: each wins over the same option in a scenario. */
final class ScriptOptions {
    private final Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--tolerance_usecs",
            paramLabel = "N",
            description = "Tolerance of time, in microseconds. Default: 4000.")
    void toleranceUsecs(String value) {
        values.put("tolerance_usecs", value);
    }

    @Option(
            names = "--tolerance_percent",
            paramLabel = "N",
            description = "The same, in percent of a time. Default: 12.5.")
    void tolerancePercent(String value) {
        values.put("tolerance_percent", value);
    }

    @Option(names = "--ip_version", paramLabel = "VARIANT", description = "The variant, whatever scenarios say.")
    void ipVersion(String value) {
        values.put("ip_version", value);
    }

    @Option(names = "--bind_port", paramLabel = "N", description = "The port that the target binds to. Default: 8080.")
    void bindPort(String value) {
        values.put("bind_port", value);
    }

    @Option(names = "--connect_port", paramLabel = "N", description = "The port that it connects to. Default: 8080.")
    void connectPort(String value) {
        values.put("connect_port", value);
    }

    @Option(names = "--local_ip", paramLabel = "IP", description = "The target's address.")
    void localIp(String value) {
        values.put("local_ip", value);
    }

    @Option(names = "--remote_ip", paramLabel = "IP", description = "The harness's address.")
    void remoteIp(String value) {
        values.put("remote_ip", value);
    }

    @Option(names = "--mtu", paramLabel = "N", description = "Of the link. Default: 1500.")
    void mtu(String value) {
        values.put("mtu", value);
    }

    @Option(
            names = "--msl",
            paramLabel = "SECONDS",
            description = "The maximum segment lifetime, if the target lets it be set.")
    void msl(String value) {
        values.put("msl", value);
    }

    @Option(
            names = "--tcp_ts_tick_usecs",
            paramLabel = "N",
            description = "Microseconds between timestamp values; without it they are not compared.")
    void tick(String value) {
        values.put("tcp_ts_tick_usecs", value);
    }

    @Option(names = "--tcp_ts_ecr_scaled", description = "Infer timestamps to echo from the first one.")
    void scaled(boolean on) {
        flag("tcp_ts_ecr_scaled", on);
    }

    @Option(names = "--strict_segments", description = "Compare each packet alone, and put no pieces together.")
    void strictSegments(boolean on) {
        flag("strict_segments", on);
    }

    @Option(
            names = "--non_fatal",
            paramLabel = "WHAT",
            description = "packet, syscall, or both with a comma: what differs there is a warning.")
    void nonFatal(String value) {
        values.put("non_fatal", value);
    }

    @Option(
            names = "--mss",
            paramLabel = "N",
            description = "Text of a segment, where an injected packet is larger: the kernel takes it as several.")
    void mss(String value) {
        values.put("mss", value);
    }

    @Option(names = "--gateway_ip", paramLabel = "IP", description = "The router to the harness, at the kernel.")
    void gatewayIp(String value) {
        values.put("gateway_ip", value);
    }

    @Option(names = "--netmask_ip", paramLabel = "MASK", description = "Of the target's network, at the kernel.")
    void netmaskIp(String value) {
        values.put("netmask_ip", value);
    }

    @Option(names = "--tcp_md5_secret", paramLabel = "KEY", description = "The key of `md5 valid` (RFC 2385).")
    void md5Secret(String value) {
        values.put("tcp_md5_secret", value);
    }

    @Option(
            names = "--udp_encapsulation",
            paramLabel = "tcp",
            description = "tcp: segments of scenarios may travel in UDP datagrams, at targets that know it.")
    void udpEncapsulation(String value) {
        values.put("udp_encapsulation", value);
    }

    @Option(
            names = "--init_scripts",
            paramLabel = "FILE,...",
            description = "Run by /bin/sh before each scenario; with --allow-shell.")
    void initScripts(String value) {
        StringJoiner absolute = new StringJoiner(",");
        for (String file : value.split(",")) {
            absolute.add(Path.of(file).toAbsolutePath().toString());
        }
        values.put("init_scripts", absolute.toString());
    }

    private void flag(String name, boolean on) {
        if (on) {
            values.put(name, "");
        }
    }

    /** Those that were given, by name. */
    Map<String, String> values() {
        return values;
    }
}
