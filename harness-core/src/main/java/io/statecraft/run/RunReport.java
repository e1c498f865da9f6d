package io.statecraft.run;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run: all that reports are made of.
 *
 * @param target its kind
 * @param profile of the embedded target, if it is that
 * @param seed of every random choice
 * @param started when
 * @param duration nanoseconds of real time
 * @param version of Statecraft
 * @param again the words that begin a command that plays a script of this run again
 * @param interrupted whether it was ended before it was done
 * @param results in the order of the plan
 */
public record RunReport(
        String target,
        Optional<String> profile,
        long seed,
        Instant started,
        long duration,
        String version,
        List<String> again,
        boolean interrupted,
        List<Result> results) {
    public RunReport {
        again = List.copyOf(again);
        results = List.copyOf(results);
    }

    /** How many results have each verdict. */
    public Map<Verdict, Integer> counts() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, (int) results.stream()
                    .filter(result -> result.outcome().verdict().equals(Optional.of(verdict)))
                    .count());
        }
        return counts;
    }

    /** How many were skipped. */
    public int skipped() {
        return (int) results.stream()
                .filter(result -> result.outcome().verdict().isEmpty())
                .count();
    }

    /** The command that plays one of its scripts again. */
    public String again(Result result) {
        StringBuilder command = new StringBuilder();
        for (String word : again) {
            command.append(quoted(word)).append(' ');
        }
        if (!result.variant().equals("ipv4")) {
            command.append("--ip ").append(result.variant()).append(' ');
        }
        return command.append(quoted(result.script().argument())).toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
