package io.statecraft.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with Statecraft: on the class path, with an index. */
public final class Shipped {
    /** What selects all of them. */
    public static final String ARGUMENT = "shipped";

    private static final String PREFIX = ARGUMENT + ":";
    private static final String FOLDER = "/scenarios/";
    private static final String ENDING = ".pkt";

    private Shipped() {}

    /** All of them, in the order of the index; none if this build has none. */
    public static List<Script> all() {
        return resource("index.txt")
                .map(index -> new String(index, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(Shipped::script)
                        .toList())
                .orElse(List.of());
    }

    private static Script script(String path) {
        return new Script(PREFIX + path, path.replaceFirst("\\" + ENDING + "$", ""), Optional.empty(), PREFIX + path);
    }

    /** The one that an argument such as {@code shipped:close/abort.pkt} names; the ending may be missing. */
    static Optional<Script> named(String argument) {
        if (!argument.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = argument.substring(PREFIX.length());
        String path = name.endsWith(ENDING) ? name : name + ENDING;
        return resource(path).map(text -> script(path));
    }

    static byte[] read(String name) {
        return resource(name.substring(PREFIX.length()))
                .orElseThrow(() -> new IllegalStateException("the index names " + name + ", which is not there"));
    }

    private static Optional<byte[]> resource(String path) {
        try (InputStream in = Shipped.class.getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
