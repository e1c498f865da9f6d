package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** The blocks of other people's scripts, where the system property {@code statecraft.corpora} names their folder. */
public final class CodeCorporaTest {
    private static final Pattern BLOCK = Pattern.compile("%\\{(.*?)\\}%", Pattern.DOTALL);

    @Test
    public void everyBlockParses() throws IOException {
        List<String> refused = new ArrayList<>();
        int blocks = 0;
        for (Path script : scripts()) {
            Matcher matcher = BLOCK.matcher(Files.readString(script, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                blocks++;
                CodeBlock.parse(matcher.group(1)).problem().ifPresent(problem -> refused.add(script + ": " + problem));
            }
        }
        assertEquals(refused, List.of());
        assertTrue(blocks > 100, "only " + blocks + " blocks");
    }

    private static List<Path> scripts() throws IOException {
        String folder = System.getProperty("statecraft.corpora", "");
        if (folder.isEmpty()) {
            throw new SkipException("no folder of scripts: -Dstatecraft.corpora=…");
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".pkt"))
                    .sorted()
                    .toList();
        }
    }
}
