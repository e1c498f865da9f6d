package io.statecraft.run;

import io.statecraft.run.Result.Expectation;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Failures that are known, each with a reason and a day on which it is looked at again. One that happens as expected does not fail the
 * run; one that no longer happens does, so that the list shrinks.
 *
 * <p>A text file, an entry a line, {@code #} before a remark:
 *
 * <pre>
 * # id                    verdict  expires     link                          reason
 * close/with-unread-data  FAIL     2027-01-31  https://bugs.example.org/17   closes with FIN, not RST
 * icmp/source-quench@ipv6 FAIL    -           -                             IPv6 has no source quench
 * </pre>
 *
 * @param entries in the order of the file
 * @param problems what is wrong with the file, one sentence each
 */
public record Baseline(List<Entry> entries, List<String> problems) {
    /** Expects every scenario to pass. */
    public static final Baseline NONE = new Baseline(List.of(), List.of());

    public Baseline {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /**
     * One known failure.
     *
     * @param id of the scenario
     * @param variant of the addresses; empty for all
     * @param verdict that is expected
     * @param expires from the day after on it counts no more
     * @param link where to read about it
     * @param reason in words
     * @param line of the file
     */
    public record Entry(
            String id,
            Optional<String> variant,
            Verdict verdict,
            Optional<LocalDate> expires,
            Optional<String> link,
            String reason,
            int line) {
        boolean isAbout(String scenario, String family) {
            return id.equals(scenario) && variant.map(family::equals).orElse(true);
        }
    }

    /**
     * Reads a file's text.
     *
     * @param source its name, for messages
     * @param today entries that have expired by then count no more, and are mentioned in the problems
     */
    public static Baseline parse(String source, String text, LocalDate today) {
        List<Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            String place = source + ":" + number + ": ";
            try {
                Entry entry = entry(line.strip().split("\\s+", 5), number);
                if (entry.expires().isPresent() && entry.expires().get().isBefore(today)) {
                    problems.add(place + entry.id() + " has expired on "
                            + entry.expires().get() + ": it is expected to pass");
                } else {
                    entries.add(entry);
                }
            } catch (IllegalArgumentException | DateTimeParseException e) {
                problems.add(place + "not an entry: " + e.getMessage());
            }
        }
        return new Baseline(entries, problems);
    }

    private static Entry entry(String[] fields, int line) {
        if (fields.length < 5) {
            throw new IllegalArgumentException("id, verdict, expiry, link and reason are expected, with - for none");
        }
        Verdict verdict;
        try {
            verdict = Verdict.valueOf(fields[1].toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(fields[1] + " is no verdict", e);
        }
        int at = fields[0].indexOf('@');
        return new Entry(
                at < 0 ? fields[0] : fields[0].substring(0, at),
                at < 0 ? Optional.empty() : Optional.of(fields[0].substring(at + 1)),
                verdict,
                present(fields[2]).map(LocalDate::parse),
                present(fields[3]),
                fields[4],
                line);
    }

    private static Optional<String> present(String field) {
        return field.equals("-") ? Optional.empty() : Optional.of(field);
    }

    Expectation expectationOf(String id, String variant, Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return Expectation.NONE; // skipped: nothing is known
        }
        return entries.stream()
                .filter(entry -> entry.isAbout(id, variant))
                .findFirst()
                .map(entry -> entry.verdict() == verdict.get() ? Expectation.EXPECTED : Expectation.UNEXPECTED)
                .orElse(Expectation.NONE);
    }
}
