package io.statecraft.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The scripts that arguments name: files, folders with all below them that ends in {@code .pkt}, {@code shipped} for those that come
 * with Statecraft, {@code shipped:PATH} for one of them.
 *
 * @param found in order, each once
 * @param problems what is wrong with arguments, one sentence each
 */
public record Scripts(List<Script> found, List<String> problems) {
    private static final String ENDING = ".pkt";

    public Scripts {
        found = List.copyOf(found);
        problems = List.copyOf(problems);
    }

    /** Finds them; no argument means {@code shipped}. */
    public static Scripts find(List<String> arguments) {
        Set<Script> found = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (String argument : arguments.isEmpty() ? List.of(Shipped.ARGUMENT) : arguments) {
            if (argument.equals(Shipped.ARGUMENT)) {
                found.addAll(Shipped.all());
            } else if (argument.startsWith(Shipped.ARGUMENT + ":")) {
                Shipped.named(argument)
                        .ifPresentOrElse(found::add, () -> problems.add(argument + ": there is no such scenario"));
            } else {
                onDisk(argument, found, problems);
            }
        }
        return new Scripts(List.copyOf(found), problems);
    }

    private static void onDisk(String argument, Set<Script> found, List<String> problems) {
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                        .sorted()
                        .forEach(file -> found.add(script(file, path.relativize(file))));
            } catch (IOException | java.io.UncheckedIOException e) {
                problems.add(argument + ": the folder cannot be read: " + e.getMessage());
            }
        } else if (Files.exists(path)) {
            found.add(script(path, path));
        } else {
            String shipped = Shipped.ARGUMENT + ":" + argument;
            problems.add(argument + ": there is no such file or folder"
                    + Shipped.named(shipped)
                            .map(script -> "; the one that comes with Statecraft is " + script.argument())
                            .orElse(""));
        }
    }

    private static Script script(Path file, Path shown) {
        String id = shown.toString().replace('\\', '/');
        return new Script(
                file.toString(),
                id.endsWith(ENDING) ? id.substring(0, id.length() - ENDING.length()) : id,
                Optional.of(file),
                file.toString());
    }
}
