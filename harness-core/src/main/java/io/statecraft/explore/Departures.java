package io.statecraft.explore;

import io.statecraft.explore.Departure.Sign;
import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding;
import io.statecraft.run.Result;
import io.statecraft.run.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The departures of a stack that are known and explained, so that a run of the matrix fails on anything new alone. Read from a text: a
 * paragraph for each, a keyword before each line, and what takes several lines says its keyword again.
 *
 * <pre>
 * departure fin-into-closed-window
 * seen   Linux 6.18
 * sign   RFC9293:3.4  > .
 * cells  matrix/ESTABLISHED/&#42;/FIN-ACK/seq-next/ack-next/bare/closed
 * asks   With RCV.WND = 0 a FIN is outside the window.
 * does   Takes it.
 * </pre>
 *
 * @param all in the order of the text
 */
public record Departures(List<Departure> all) {
    /** Of a stack of which nothing is known. */
    public static final Departures NONE = new Departures(List.of());

    public Departures {
        all = List.copyOf(all);
    }

    /** Those of a kind of target. */
    public static Departures of(String target) {
        return target.equals("kernel") ? read("departures-linux.txt") : NONE;
    }

    private static Departures read(String resource) {
        try (InputStream in = Departures.class.getResourceAsStream(resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Departures parse(String text) {
        List<Departure> departures = new ArrayList<>();
        for (String paragraph : text.split("\n\\s*\n")) {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            paragraph.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.strip().split("\\s+", 2);
                if (words.length < 2) {
                    throw new IllegalArgumentException("a keyword and what it is about are expected: " + line);
                }
                fields.computeIfAbsent(words[0], word -> new ArrayList<>()).add(words[1]);
            });
            if (!fields.isEmpty()) {
                departures.add(departure(fields));
            }
        }
        return new Departures(departures);
    }

    private static Departure departure(Map<String, List<String>> fields) {
        return new Departure(
                joined(fields, "departure"),
                joined(fields, "seen"),
                fields.getOrDefault("sign", List.of()).stream()
                        .map(Departures::sign)
                        .toList(),
                fields.getOrDefault("cells", List.of()),
                joined(fields, "asks"),
                joined(fields, "does"));
    }

    private static String joined(Map<String, List<String>> fields, String keyword) {
        return String.join(" ", fields.getOrDefault(keyword, List.of()));
    }

    private static Sign sign(String text) {
        String[] words = text.split("\\s+", 2);
        if (words.length < 2) {
            throw new IllegalArgumentException("a clause and the beginning of an event are expected: " + text);
        }
        return new Sign(words[0], words[1]);
    }

    /**
     * The result with the departure that it shows, if it shows nothing else: each violation of a MUST has to be explained, and nothing
     * but these may have failed.
     */
    public Result marked(Result result) {
        List<Violation> broken =
                result.outcome().violations().stream().filter(Violation::must).toList();
        boolean clausesAlone = result.outcome().verdict().equals(Optional.of(Verdict.FAIL))
                && result.outcome().findings().stream().allMatch(finding -> finding.kind() == Finding.Kind.CLAUSE);
        if (!clausesAlone || broken.isEmpty()) {
            return result;
        }
        Optional<Departure> first = explaining(result.id(), broken.get(0));
        boolean all = broken.stream()
                .allMatch(violation -> explaining(result.id(), violation).isPresent());
        return all ? result.departing(first.orElseThrow().id()) : result;
    }

    private Optional<Departure> explaining(String cell, Violation violation) {
        return all.stream()
                .filter(departure -> departure.explains(cell, violation))
                .findFirst();
    }
}
