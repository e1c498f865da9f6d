package io.statecraft.report;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.statecraft.run.RunReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** The JSON has the members that other programs rely on. */
public final class JsonTest {

    private static JsonNode json(RunReport report) throws IOException {
        return new ObjectMapper().readTree(Json.of(report));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(node -> strings.add(node.asText()));
        return strings;
    }

    @Test
    public void theRunSaysWhatWasTestedAndHow() throws IOException {
        JsonNode run = json(Reports.report(Reports.passed("a"), Reports.skipped("b")));
        assertEquals(run.get("schemaVersion").asInt(), 1);
        assertEquals(run.get("target").asText(), "embedded");
        assertEquals(run.get("profile").asText(), "rfc9293");
        assertEquals(run.get("seed").asLong(), 42);
        assertEquals(run.get("counts").get("PASS").asInt(), 1);
        assertEquals(run.get("counts").get("SKIPPED").asInt(), 1);
        assertEquals(run.get("results").size(), 2);
    }

    @Test
    public void aResultHasItsFixedMembers() throws IOException {
        JsonNode result = json(Reports.report(Reports.failed("close/passive", "it \"differs\"\u0000")))
                .get("results")
                .get(0);
        assertEquals(result.get("id").asText(), "close/passive");
        assertEquals(result.get("path").asText(), "scripts/close/passive.pkt");
        assertEquals(result.get("variant").asText(), "ipv4");
        assertEquals(result.get("verdict").asText(), "FAIL");
        assertEquals(result.get("reason").asText(), "it \"differs\"\u0000");
        assertEquals(strings(result.get("clauses")), List.of("RFC9293:MUST-12"));
        assertEquals(result.get("line").asInt(), 7);
        assertEquals(result.get("attempts").asInt(), 1);
        assertEquals(result.get("durationMs").asLong(), 12);
        assertEquals(result.get("lateMaxUs").asLong(), 1500);
        assertEquals(strings(result.get("states")), List.of("LISTEN", "FIN-WAIT-1"));
        JsonNode difference = result.get("findings").get(0).get("differences").get(1);
        assertEquals(difference.get("field").asText(), "ack");
        assertEquals(difference.get("expected").asText(), "1");
        assertEquals(difference.get("actual").asText(), "2");
        assertEquals(result.get("again").asText(), "java -jar statecraft.jar run --seed 42 scripts/close/passive.pkt");
    }

    @Test
    public void aSkippedScenarioSaysWhy() throws IOException {
        JsonNode result =
                json(Reports.report(Reports.skipped("b"))).get("results").get(0);
        assertEquals(result.get("verdict").asText(), "SKIPPED");
        assertEquals(result.get("reason").asText(), "it needs kernel");
        assertFalse(result.has("findings"));
    }
}
