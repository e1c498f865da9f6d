package io.statecraft.oracle.learned;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.oracle.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** What was learned from real stacks is what the oracle allows. */
public class LearnedModelsTest {
    /** How long the learner waited: less than an acknowledgment may be delayed. */
    private static final long PATIENCE = 200_000_000;

    @Test
    public void edgesAreReadWithTheWaysToThem() {
        LearnedModel model = LearnedModel.parse("""
                digraph G {
                s0 [color="red"]
                s0 -> s1[label=<<table border="0"><tr><td>LISTEN</td><td>/</td><td>TIMEOUT</td></tr></table>>]
                s1 -> s2[label=<<table border="0"><tr><td>SYN(V,V,0)</td><td>/</td><td>ACK+SYN(FRESH,NEXT,0)</td></tr></table>>]
                }
                """);
        assertEquals(model.edges().size(), 2);
        assertEquals(model.access().get("s2"), model.edges());
    }

    @Test
    public void anEdgeThatTheRfcsForbidIsFound() {
        List<LearnedModel.Edge> way = List.of(
                new LearnedModel.Edge("s0", "s1", "LISTEN", "TIMEOUT"),
                new LearnedModel.Edge("s1", "s2", "SYN(V,V,0)", "ACK+SYN(FRESH,NEXT,0)"),
                new LearnedModel.Edge("s2", "s3", "ACK(V,V,0)", "TIMEOUT"));
        assertEquals(Replay.violations(way, true, PATIENCE), List.of());
        List<LearnedModel.Edge> wrong = new ArrayList<>(way);
        wrong.add(new LearnedModel.Edge("s3", "s3", "ACK+PSH(V,V,1)", "ACK+FIN(NEXT,NEXT,0)"));
        assertEquals(
                Replay.violations(wrong, true, PATIENCE).stream()
                        .map(Violation::clause)
                        .toList(),
                List.of("RFC9293:3.10.4"));
    }

    /** What real stacks did that the rules forbid, by model and by the last edge: why, in a word. See docs/learned-models.md. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    "freebsd-10.2", "ACK\\+PSH\\(V,V,1\\) / ACK\\(NEXT,NEXT,0\\)", "takes text behind the peer's FIN"),
            new Known("freebsd-10.2-server", ".* / RST\\(NEXT,ZERO,0\\)", "queue of dead connections is full"),
            new Known("windows-8-client", "SYN\\(V,V,0\\) / ACK\\+SYN\\(FRESH,NEXT,0\\)", "dials again after a reset"),
            new Known("windows-8", "CLOSE(CONNECTION)? / (ACK\\+)?RST\\(NEXT,CURRENT,0\\)", "close aborts"));

    private record Known(String model, String edge, String why) {}

    @Test
    public void almostAllEdgesAreAllowedAndTheOthersAreKnown() throws IOException {
        String corpora = System.getProperty("statecraft.corpora", "");
        if (corpora.isEmpty()) {
            throw new SkipException("statecraft.corpora is not set");
        }
        int all = 0;
        List<String> struck = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(corpora, "models"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                LearnedModel model = LearnedModel.parse(Files.readString(file));
                all += model.edges().size();
                List<LearnedModel.Edge> ofThis = struck(model, name.contains("server"));
                System.out.println(name + ": " + model.edges().size() + " edges, of which the rules forbid " + ofThis);
                for (LearnedModel.Edge edge : ofThis) {
                    struck.add(name + ": " + edge);
                    String symbols = edge.input() + " / " + edge.output();
                    if (KNOWN.stream()
                            .noneMatch(known -> name.startsWith(known.model()) && symbols.matches(known.edge()))) {
                        unknown.add(name + ": " + edge);
                    }
                }
            }
        }
        assertTrue(all > 2000, all + " edges");
        assertEquals(unknown, List.of());
        assertTrue(struck.size() <= 0.01 * all, struck.size() + " of " + all + ": " + struck);
    }

    /** The edges that contradict a MUST, each reached on a shortest way. */
    private static List<LearnedModel.Edge> struck(LearnedModel model, boolean server) {
        Map<String, List<LearnedModel.Edge>> access = model.access();
        List<LearnedModel.Edge> struck = new ArrayList<>();
        for (LearnedModel.Edge edge : model.edges()) {
            List<LearnedModel.Edge> way = new ArrayList<>(access.get(edge.from()));
            way.add(edge);
            if (!Replay.violations(way, server, PATIENCE).isEmpty()) {
                struck.add(edge);
            }
        }
        return struck;
    }
}
