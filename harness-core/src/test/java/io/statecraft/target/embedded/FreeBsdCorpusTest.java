package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.stack.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Scripts that others wrote for FreeBSD's TCP, state by event, on the embedded target with that system's profile; where the system
 * property {@code statecraft.corpora} names their folder.
 */
public final class FreeBsdCorpusTest {

    /** What the stack does not have yet. */
    private static final Map<String, String> MISSING = Map.of(
            "noopt-parallel-syn-w-options-ipv4.pkt", "fast retransmission",
            "syn-rcvd-via-syn-sent-ipv4-ecn10.pkt", "ECN",
            "syn-rcvd-via-syn-sent-ipv4-ecn11.pkt", "ECN",
            "snd-syn-with-ecn-alt-maxretries-ipv4.pkt", "ECN",
            "snd-syn-with-ecn-alt-maxretries-ipv6.pkt", "ECN");

    @Test
    public void everyScriptPassesButThoseThatWantWhatIsMissing() throws IOException {
        Map<String, String> others = new TreeMap<>();
        int count = 0;
        for (String folder : List.of("state-event-engine", "snippets", "snd-syn", "rcv-icmp")) {
            for (Path script : scripts(folder)) {
                String verdict = verdictOf(script);
                String name = script.getFileName().toString();
                if (!verdict.equals("PASS") && !MISSING.containsKey(name)) {
                    others.put(name, verdict);
                }
                count++;
            }
        }
        assertTrue(count > 100, "only " + count + " scripts");
        assertEquals(others.toString(), "{}");
    }

    private static String verdictOf(Path script) {
        Parsed parsed = ScriptParser.parse(script, ParseOptions.DEFAULT.withConditions(Set.of("FreeBSD")));
        return parsed.scenario()
                .map(scenario -> Program.verdictAlone(Profiles.FREEBSD, scenario))
                .orElseGet(parsed::render);
    }

    private static List<Path> scripts(String folder) throws IOException {
        String corpora = System.getProperty("statecraft.corpora", "");
        if (corpora.isEmpty()) {
            throw new SkipException("statecraft.corpora is not set");
        }
        try (Stream<Path> files = Files.walk(Path.of(corpora, "freebsd", folder))) {
            return files.filter(file -> file.toString().endsWith(".pkt"))
                    .sorted()
                    .toList();
        }
    }
}
