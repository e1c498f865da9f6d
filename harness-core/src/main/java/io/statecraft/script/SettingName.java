package io.statecraft.script;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The options that a script may set, {@code --name=value}, and what a value may be. */
final class SettingName {
    private static final int ANY = Integer.MAX_VALUE;

    /** What stands after the equals sign. */
    sealed interface Value {
        /** Nothing. */
        record None() implements Value {}

        /** Text. */
        record Text() implements Value {}

        /** An integer in a range. */
        record Whole(int min, int max) implements Value {}

        /** A decimal number, 0 to 100. */
        record Percent() implements Value {}

        /** One of a few words, separated by blanks. */
        record OneOf(String words) implements Value {}
    }

    private static final Map<String, Value> ALL = all();

    private SettingName() {}

    private static Map<String, Value> all() {
        Map<String, Value> all = new TreeMap<>();
        Value port = new Value.Whole(1, 65535);
        for (String name : new String[] {"bind_port", "connect_port", "wire_server_port", "psp_udp_port"}) {
            all.put(name, port);
        }
        String flags = "tcp_ts_ecr_scaled strict_segments wire_client wire_server dry_run is_anyip send_omit_free "
                + "verbose debug no_cleanup persistent_tun_dev";
        for (String name : flags.split(" ")) {
            all.put(name, new Value.None());
        }
        String texts = "define local_ip remote_ip gateway_ip netmask_ip local_linklocal_ip gateway_linklocal_ip "
                + "init_scripts non_fatal wire_server_ip wire_server_at wire_client_dev wire_server_dev so_filename "
                + "so_flags code_command code_format code_sockopt tcp_md5_secret tun_dev";
        for (String name : texts.split(" ")) {
            all.put(name, new Value.Text());
        }
        all.put("ip_version", new Value.OneOf("ipv4 ipv6 ipv4-mapped-ipv6 ipv4_mapped_ipv6"));
        all.put("udp_encapsulation", new Value.OneOf("tcp sctp"));
        all.put("tolerance_usecs", new Value.Whole(1, ANY));
        all.put("tolerance_percent", new Value.Percent());
        all.put("tcp_ts_tick_usecs", new Value.Whole(0, 1_000_000));
        all.put("speed", new Value.Whole(0, ANY));
        all.put("mtu", new Value.Whole(0, 65535));
        all.put("mss", new Value.Whole(0, 65535));
        // Ours: seconds, for a target whose MSL can be set; whether a network card would cut large packets into
        // segments; and
        // whether all sequence numbers are those of the SYNs.
        all.put("msl", new Value.Whole(1, ANY));
        all.put("segmentation_offload", new Value.OneOf("on off"));
        all.put("sequence", new Value.OneOf("relative absolute"));
        return all;
    }

    static Optional<Value> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The known name that {@code name} was perhaps meant to be. */
    static Optional<String> like(String name) {
        return Spelling.closest(name, ALL.keySet());
    }
}
