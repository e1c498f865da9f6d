package io.statecraft.posix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import jnr.constants.Constant;
import jnr.constants.platform.AddressFamily;
import jnr.constants.platform.Errno;
import jnr.constants.platform.Fcntl;
import jnr.constants.platform.IP;
import jnr.constants.platform.IPProto;
import jnr.constants.platform.OpenFlags;
import jnr.constants.platform.ProtocolFamily;
import jnr.constants.platform.Shutdown;
import jnr.constants.platform.Sock;
import jnr.constants.platform.SocketControlMessage;
import jnr.constants.platform.SocketLevel;
import jnr.constants.platform.SocketMessage;
import jnr.constants.platform.SocketOption;
import jnr.constants.platform.TCP;

/**
 * The numbers of this platform behind the names that scripts use. Names come from the resource {@code linux-symbols.properties}, and
 * otherwise from jnr-constants.
 */
public final class Symbols {

    /** jnr-constants sorts its names by what they are for; their prefixes say which. */
    private static final Map<String, Class<? extends Enum<?>>> FAMILIES = Map.ofEntries(
            Map.entry("AF", AddressFamily.class),
            Map.entry("PF", ProtocolFamily.class),
            Map.entry("SOCK", Sock.class),
            Map.entry("IPPROTO", IPProto.class),
            Map.entry("SOL", SocketLevel.class),
            Map.entry("SO", SocketOption.class),
            Map.entry("SCM", SocketControlMessage.class),
            Map.entry("MSG", SocketMessage.class),
            Map.entry("SHUT", Shutdown.class),
            Map.entry("TCP", TCP.class),
            Map.entry("IP", IP.class),
            Map.entry("O", OpenFlags.class),
            Map.entry("F", Fcntl.class));

    private static final Map<String, OptionalLong> KNOWN = new ConcurrentHashMap<>();
    private static final Properties GAPS = load();

    private Symbols() {}

    /** The value of {@code name}, if this platform has it. */
    public static OptionalLong valueOf(String name) {
        return KNOWN.computeIfAbsent(name, Symbols::find);
    }

    /** The usual name of an error number, such as {@code EAGAIN}; of two with one number, Linux's own. */
    public static String errno(int number) {
        Errno errno = Errno.valueOf(number);
        return switch (errno) {
            case ENOTSUP -> "EOPNOTSUPP";
            case EDEADLOCK -> "EDEADLK";
            case __UNKNOWN_CONSTANT__ -> "errno " + number;
            default -> errno.name();
        };
    }

    private static OptionalLong find(String name) {
        String gap = GAPS.getProperty(name);
        if (gap != null) {
            return OptionalLong.of(Long.parseLong(gap));
        }
        int end = name.indexOf('_');
        Class<? extends Enum<?>> family = end < 0 ? null : FAMILIES.get(name.substring(0, end));
        if (family == null && name.startsWith("E")) {
            family = Errno.class;
        }
        if (family != null) {
            for (Enum<?> candidate : family.getEnumConstants()) {
                if (candidate.name().equals(name) && ((Constant) candidate).defined()) {
                    return OptionalLong.of(((Constant) candidate).longValue());
                }
            }
        }
        return OptionalLong.empty();
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream source = Symbols.class.getResourceAsStream("linux-symbols.properties")) {
            properties.load(source);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
