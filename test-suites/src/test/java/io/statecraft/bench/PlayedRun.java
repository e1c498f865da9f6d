package io.statecraft.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One scenario in one variant that was played, as {@code statecraft-results.json} has it.
 *
 * @param path of the script
 * @param variant of the addresses
 * @param verdict of the last attempt
 * @param attempts how many were made
 * @param millis that they took together
 * @param lateMicros by how much the harness was late at worst in the last of them
 */
record PlayedRun(String path, String variant, String verdict, int attempts, long millis, long lateMicros) {
    /** Those of a file that were played at all. */
    static List<PlayedRun> read(Path results) throws IOException {
        List<PlayedRun> runs = new ArrayList<>();
        for (JsonNode result : new ObjectMapper().readTree(results.toFile()).path("results")) {
            PlayedRun run = new PlayedRun(
                    result.path("path").asText(),
                    result.path("variant").asText(),
                    result.path("verdict").asText(),
                    result.path("attempts").asInt(),
                    result.path("durationMs").asLong(),
                    result.path("lateMaxUs").asLong());
            if (run.attempts() > 0 && !run.verdict().equals("SKIPPED")) {
                runs.add(run);
            }
        }
        return runs;
    }

    /** How long the whole run took, milliseconds; at least one. */
    static long wallMillis(Path results) throws IOException {
        return Math.max(
                1,
                new ObjectMapper().readTree(results.toFile()).path("durationMs").asLong());
    }
}
