package io.statecraft.script;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** Other people's scripts, where the system property {@code statecraft.corpora} names their folder. */
public final class CorporaTest {
    private static final ParseOptions OPTIONS = ParseOptions.DEFAULT.withDefines(Map.of(
            "TFO_COOKIE", "3021b9d889017eeb",
            "CODE", "host_unreachable",
            "CMSG_LEVEL_IP", "SOL_IP",
            "CMSG_TYPE_RECVERR", "IP_RECVERR"));

    /** Files with an error of their authors: packetdrill refuses them too. */
    private static final Set<String> BROKEN = Set.of("client-handle-cookie-update-of-length-17.pkt");

    @Test
    public void everyScriptParsesExceptThoseThatAreBroken() throws IOException {
        Set<String> refused = new TreeSet<>();
        StringBuilder reasons = new StringBuilder();
        List<Path> scripts = scripts();
        for (Path script : scripts) {
            Parsed parsed = ScriptParser.parse(script, OPTIONS);
            if (parsed.scenario().isEmpty()) {
                refused.add(script.getFileName().toString());
                reasons.append(parsed.render());
            }
        }
        assertTrue(scripts.size() > 100, "only " + scripts.size() + " scripts");
        assertEquals(refused, BROKEN, reasons.toString());
    }

    @Test
    public void everyScriptIsTheSameWhenPrintedAndParsedAgain() throws IOException {
        for (Path script : scripts()) {
            for (Set<String> conditions : List.of(Set.of("FreeBSD"), Set.of("Linux", "STANDARD"))) {
                ParseOptions options = OPTIONS.withConditions(conditions);
                ScriptParser.parse(script, options).scenario().ifPresent(scenario -> {
                    String printed = ScriptPrinter.print(scenario);
                    Parsed again = ScriptParser.parse("printed", printed, options);
                    assertTrue(again.diagnostics().isEmpty(), script + "\n" + again.render());
                    assertEquals(again.scenario().orElseThrow(), scenario, script.toString());
                });
            }
        }
    }

    private static List<Path> scripts() throws IOException {
        String folder = System.getProperty("statecraft.corpora", "");
        if (folder.isEmpty()) {
            throw new SkipException("no folder of scripts: -Dstatecraft.corpora=…");
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".pkt"))
                    .sorted()
                    .toList());
        }
    }
}
