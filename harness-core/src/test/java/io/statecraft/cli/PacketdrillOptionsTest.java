package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** What the page for packetdrill's users says of options is true of the command line as well. */
public final class PacketdrillOptionsTest {
    private static final Path PAGE = Path.of("../docs/packetdrill.md");
    private static final Pattern ROW = Pattern.compile("^\\| (`-[^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("`(--[a-z_0-9]+(?:=[^`]+)?)`");

    @Test
    public void eachOptionOfItsTablesIsTaken() throws IOException {
        List<String> options = ROW.matcher(Files.readString(PAGE))
                .results()
                .flatMap(row -> OPTION.matcher(row.group(1)).results())
                .map(option -> option.group(1))
                .filter(option -> !option.equals("--define")) // its row says `-D NAME=VALUE`
                .toList();
        assertTrue(options.size() > 25, "only " + options);
        Path folder = Files.createTempDirectory("options");
        Path script = Files.writeString(folder.resolve("a.pkt"), "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n");
        try {
            for (String option : options) {
                CommandLineRun run = CommandLineRun.of(Stream.of("run", "--dry_run", option, script.toString())
                        .distinct()
                        .toArray(String[]::new));
                assertEquals(run.status(), 0, option + ": " + run.said());
            }
        } finally {
            Files.delete(script);
            Files.delete(folder);
        }
    }
}
