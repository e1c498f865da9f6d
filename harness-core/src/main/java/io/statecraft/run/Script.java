package io.statecraft.run;

import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A script that was found.
 *
 * @param name as messages have it: its path, or {@code shipped:} and the path among the shipped ones
 * @param plainId what it is called unless its header says otherwise: its path below the folder that was given, without the ending
 * @param file where it is; empty for a shipped one
 * @param argument what selects it again on the command line
 */
public record Script(String name, String plainId, Optional<Path> file, String argument) {

    /** Reads and parses it. */
    public Parsed parse(ParseOptions options) {
        return file.isPresent()
                ? ScriptParser.parse(file.get(), options)
                : ScriptParser.parse(name, Shipped.read(name), options);
    }

    /** The folder in which its commands run. */
    public Path directory() {
        return file.map(Path::toAbsolutePath).map(Path::getParent).orElseGet(() -> Path.of("")
                .toAbsolutePath());
    }
}
