package io.statecraft.requirement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requirements that we know: those that RFC 9293 labels, and those of the RFCs around it. */
public final class RequirementCatalog {
    private static final String RESOURCE = "requirements.csv";
    private static final String SECTIONS_RESOURCE = "sections.csv";
    private static final String COLUMNS = "id;level;section;topic;text;testable;how-to-test;verified";
    private static final int COLUMN_COUNT = 8;

    private final Map<String, Requirement> byId;
    private final Map<String, List<Requirement>> byRfc;

    private RequirementCatalog(Map<String, Requirement> byId) {
        this.byId = byId;
        Map<String, List<Requirement>> groups = new LinkedHashMap<>();
        for (Requirement requirement : byId.values()) {
            groups.computeIfAbsent(requirement.rfc(), rfc -> new ArrayList<>()).add(requirement);
        }
        groups.replaceAll((rfc, list) -> List.copyOf(list));
        this.byRfc = Collections.unmodifiableMap(groups);
    }

    /** The text of a file that comes with the catalogue. */
    static String resource(String name) {
        try (InputStream in = RequirementCatalog.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the catalogue is not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loaded when it is first asked for. */
    private static final class Shipped {
        static final RequirementCatalog CATALOG = parse(resource(RESOURCE));
        static final Map<String, String> SECTIONS = sections(resource(SECTIONS_RESOURCE));

        private static Map<String, String> sections(String text) {
            Map<String, String> sections = new LinkedHashMap<>();
            for (String line : text.split("\n")) {
                int end = line.indexOf(';');
                sections.put(line.substring(0, end), line.substring(end + 1));
            }
            return Collections.unmodifiableMap(sections);
        }
    }

    /**
     * What a clause says, in our words: a requirement's text, or, where the RFC states a rule without a number of its own, that of the
     * section, such as {@code RFC9293:3.10.7.4}. Empty for a clause that nobody knows.
     */
    public static Optional<String> textOf(String clause) {
        return shipped()
                .find(clause)
                .map(Requirement::text)
                .or(() -> Optional.ofNullable(Shipped.SECTIONS.get(clause)));
    }

    /** The catalogue that comes with this version. */
    public static RequirementCatalog shipped() {
        return Shipped.CATALOG;
    }

    /**
     * The catalogue that {@code text} holds: a line of column names, then one requirement a line, semicolons between.
     *
     * @throws IllegalStateException if it is malformed, with the line: a build that ships such a catalogue is broken
     */
    static RequirementCatalog parse(String text) {
        String[] lines = text.split("\n");
        if (!lines[0].equals(COLUMNS)) {
            throw new IllegalStateException("line 1 of the catalogue is not: " + COLUMNS);
        }
        Map<String, Requirement> byId = new LinkedHashMap<>(2 * lines.length);
        for (int i = 1; i < lines.length; i++) {
            try {
                Requirement requirement = requirement(lines[i]);
                if (byId.put(requirement.id(), requirement) != null) {
                    throw new IllegalArgumentException("second row with the id " + requirement.id());
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("line " + (i + 1) + " of the catalogue: " + e.getMessage(), e);
            }
        }
        return new RequirementCatalog(Collections.unmodifiableMap(byId));
    }

    private static Requirement requirement(String line) {
        String[] cells = line.split(";", -1);
        if (cells.length != COLUMN_COUNT) {
            throw new IllegalArgumentException(cells.length + " columns");
        }
        for (String cell : cells) {
            if (cell.isBlank()) {
                throw new IllegalArgumentException("an empty column");
            }
        }
        if (!cells[7].equals("y") && !cells[7].equals("n")) {
            throw new IllegalArgumentException("verified is y or n, not " + cells[7]);
        }
        return new Requirement(
                cells[0],
                Level.of(cells[1]),
                cells[2],
                cells[3],
                cells[4],
                Testability.of(cells[5]),
                cells[6],
                cells[7].equals("y"));
    }

    /** The requirement with this id. */
    public Optional<Requirement> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The requirements of an RFC, such as {@code RFC5961}, in the catalogue's order; none for an RFC not in it. */
    public List<Requirement> ofRfc(String rfc) {
        return byRfc.getOrDefault(rfc, List.of());
    }

    /** The RFCs that have requirements here, in the catalogue's order. */
    public List<String> rfcs() {
        return List.copyOf(byRfc.keySet());
    }

    /** All requirements, in the catalogue's order. */
    public List<Requirement> all() {
        return List.copyOf(byId.values());
    }
}
