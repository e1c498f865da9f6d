package io.statecraft.oracle.learned;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Mealy machine that somebody learned from a real stack: what it put out for each input in each of its states.
 *
 * @param initial the state it begins in
 * @param edges in the order of the file
 */
record LearnedModel(String initial, List<Edge> edges) {
    private static final Pattern EDGE =
            Pattern.compile("\\s*(\\w+)\\s*->\\s*(\\w+)\\s*\\[label=<.*?<td>([^<]*)</td><td>/</td><td>([^<]*)</td>.*");

    LearnedModel {
        edges = List.copyOf(edges);
    }

    /** An edge: with {@code input}, {@code from} becomes {@code to}, and {@code output} was seen. */
    record Edge(String from, String to, String input, String output) {
        @Override
        public String toString() {
            return from + " " + input + " / " + output + " " + to;
        }
    }

    /** Reads the DOT that LearnLib writes; lines that are no edges are not of interest. */
    static LearnedModel parse(String dot) {
        List<Edge> edges = new ArrayList<>();
        for (String line : dot.split("\n")) {
            Matcher m = EDGE.matcher(line);
            if (m.matches()) {
                edges.add(new Edge(
                        m.group(1), m.group(2), m.group(3).strip(), m.group(4).strip()));
            }
        }
        return new LearnedModel("s0", edges);
    }

    /** A shortest way to each state that there is one to. */
    Map<String, List<Edge>> access() {
        Map<String, List<Edge>> ways = new HashMap<>(Map.of(initial, List.of()));
        Deque<String> open = new ArrayDeque<>(List.of(initial));
        while (!open.isEmpty()) {
            String state = open.removeFirst();
            for (Edge edge : edges) {
                if (edge.from().equals(state) && !ways.containsKey(edge.to())) {
                    List<Edge> way = new ArrayList<>(ways.get(state));
                    way.add(edge);
                    ways.put(edge.to(), way);
                    open.addLast(edge.to());
                }
            }
        }
        return ways;
    }
}
