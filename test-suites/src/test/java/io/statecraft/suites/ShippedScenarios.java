package io.statecraft.suites;

import io.statecraft.scenario.Scenario;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scenarios as a user finds them: on the class path, by their index. */
final class ShippedScenarios {
    private static final String FOLDER = "/scenarios/";

    private ShippedScenarios() {}

    /** A scenario and the path that the index has for it. */
    record Shipped(String path, Parsed parsed) {
        Scenario scenario() {
            return parsed.scenario().orElseThrow(() -> new AssertionError(parsed.render()));
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static List<String> index() {
        return new String(bytes("index.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    static List<Shipped> all() {
        return all(4);
    }

    /** As they are read for an IP version, which the names of ICMP types depend on. */
    static List<Shipped> all(int ipVersion) {
        ParseOptions options = ParseOptions.DEFAULT.withIpVersion(ipVersion);
        return index().stream()
                .map(path -> new Shipped(path, ScriptParser.parse(path, bytes(path), options)))
                .toList();
    }

    static byte[] bytes(String path) {
        try (InputStream in = ShippedScenarios.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new AssertionError("not on the class path: " + FOLDER + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
