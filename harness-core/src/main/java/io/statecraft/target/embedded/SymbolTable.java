package io.statecraft.target.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The numbers that a system gives to the symbols of its socket interface: a resource of lines {@code NAME NUMBER}. */
final class SymbolTable {
    private final Map<String, Long> values = new HashMap<>();

    private SymbolTable() {}

    /** Reads the resource once; a table is shared by all targets. */
    static SymbolTable of(String resource) {
        SymbolTable table = new SymbolTable();
        for (String line : lines(resource)) {
            String[] words = line.split(" ");
            table.values.put(words[0], Long.parseLong(words[1]));
        }
        return table;
    }

    /** The lines of a resource beside this class, without comments and empty ones. */
    static Iterable<String> lines(String resource) {
        InputStream stream = SymbolTable.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("resource missing: " + resource);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OptionalLong valueOf(String symbol) {
        Long value = values.get(symbol);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The value of a symbol that the table must have. */
    int require(String symbol) {
        Long value = values.get(symbol);
        if (value == null) {
            throw new IllegalStateException("symbol missing: " + symbol);
        }
        return value.intValue();
    }
}
