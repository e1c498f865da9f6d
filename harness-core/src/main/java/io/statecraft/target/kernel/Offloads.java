package io.statecraft.target.kernel;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.Sockets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ethtool -K} sets of an interface, without that program: few hosts have it, and many scripts need it. */
final class Offloads {
    private static final Pattern LINE = Pattern.compile(
            "(?m)^[ \\t]*ethtool[ \\t]+-K[ \\t]+(\\w{1,15})((?:[ \\t]+(?:tso|gso|gro|tx|rx|sg)[ \\t]+(?:on|off))+)"
                    + "[ \\t]*$");
    private static final Pattern FEATURE = Pattern.compile("(\\w+)[ \\t]+(on|off)");

    /** {@code ETHTOOL_STSO} and its like. */
    private static final Map<String, Integer> COMMANDS =
            Map.of("tso", 0x1f, "gso", 0x24, "gro", 0x2c, "tx", 0x17, "rx", 0x15, "sg", 0x19);

    private static final long SIOCETHTOOL = 0x8946;
    private static final int REQUEST_SIZE = 40;
    private static final int NAME_SIZE = 16;

    private Offloads() {}

    /** Makes the settings that stand on lines of their own in a command, in the calling thread's namespace; what is left for a shell. */
    static String apply(String text) {
        Matcher line = LINE.matcher(text);
        return line.replaceAll(found -> {
            Matcher feature = FEATURE.matcher(found.group(2));
            boolean done = true;
            while (feature.find()) {
                done &= set(
                        found.group(1),
                        COMMANDS.get(feature.group(1)),
                        feature.group(2).equals("on"));
            }
            return done ? "true" : "false";
        });
    }

    private static boolean set(String name, int command, boolean on) {
        try (Descriptor socket = Descriptor.of("socket", Sockets.socket(Sockets.AF_INET, 2, 0))) {
            NativeMemory memory = NativeMemory.allocate(REQUEST_SIZE + 8);
            memory.bytes().putInt(REQUEST_SIZE, command).putInt(REQUEST_SIZE + 4, on ? 1 : 0);
            memory.bytes()
                    .put(0, name.getBytes(StandardCharsets.US_ASCII))
                    .putLong(NAME_SIZE, memory.address(REQUEST_SIZE));
            return Io.ioctl(socket.number(), SIOCETHTOOL, memory.address()) >= 0;
        }
    }
}
