package io.statecraft.run;

import io.statecraft.run.mapping.Difference;
import io.statecraft.scenario.Step.Location;
import java.util.List;
import java.util.Optional;

/**
 * Something that an attempt showed and that keeps it from passing.
 *
 * @param verdict what it makes of the attempt; never PASS
 * @param kind what it is about
 * @param location the statement
 * @param reason in one line, without the place
 * @param expected what was expected, in script notation; empty if that says no more than the reason
 * @param actual what was instead, in script notation; empty likewise
 * @param differences the fields that differ, if it is about a packet
 * @param clause the requirement that was broken, if one applies
 * @param details further lines, such as what the RFCs would have allowed
 * @param timeliness what part time may have in it
 */
public record Finding(
        Verdict verdict,
        Kind kind,
        Location location,
        String reason,
        Optional<String> expected,
        Optional<String> actual,
        List<Difference> differences,
        Optional<String> clause,
        List<String> details,
        Timeliness timeliness) {

    /** What part time may have in a finding. */
    public enum Timeliness {
        /** Where the harness was late, that may explain it. */
        UNKNOWN,
        /** It would be none if the target's timers had gone off a tick earlier. */
        MARGINAL,
        /** Until then the harness was on time: what it did late after that explains nothing. */
        ON_TIME
    }

    /** What a finding is about. */
    public enum Kind {
        /** A state that was not the expected one. */
        STATE,
        /** A packet that was not the expected one. */
        PACKET,
        /** A packet that did not come. */
        MISSING,
        /** A packet where there should have been none. */
        UNEXPECTED,
        /** The right thing too early: no lateness of ours can explain that. */
        EARLY,
        /** The right thing too late. */
        TIMING,
        /** What a call returned. */
        RESULT,
        /** A command's exit status. */
        COMMAND,
        /** An assertion in code. */
        CODE,
        /** The oracle: a clause that the target broke. */
        CLAUSE,
        /** The scenario asks for something that makes no sense as things stand. */
        SCRIPT,
        /** The harness was late. */
        LATE,
        /** The host lost packets. */
        LOST,
        /** It went on for too long. */
        LIMIT,
        /** The target or its link failed. */
        TARGET,
        /** Our own fault. */
        INTERNAL
    }

    public Finding {
        differences = List.copyOf(differences);
        details = List.copyOf(details);
    }

    /** A finding that its reason says all about. */
    public static Finding of(Verdict verdict, Kind kind, Location location, String reason) {
        return new Finding(
                verdict,
                kind,
                location,
                reason,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Timeliness.UNKNOWN);
    }

    /** The target's failure. */
    public static Finding fail(Kind kind, Location location, String reason) {
        return of(Verdict.FAIL, kind, location, reason);
    }

    /** With what was expected, and what was. */
    public Finding comparing(String wanted, String got) {
        return new Finding(
                verdict,
                kind,
                location,
                reason,
                Optional.of(wanted),
                Optional.of(got),
                differences,
                clause,
                details,
                timeliness);
    }

    /** With the fields that differ. */
    public Finding differing(List<Difference> fields) {
        return new Finding(verdict, kind, location, reason, expected, actual, fields, clause, details, timeliness);
    }

    /** With the requirement that was broken. */
    public Finding breaking(String requirement) {
        return new Finding(
                verdict,
                kind,
                location,
                reason,
                expected,
                actual,
                differences,
                Optional.of(requirement),
                details,
                timeliness);
    }

    /** With further lines. */
    public Finding detailing(List<String> lines) {
        return new Finding(verdict, kind, location, reason, expected, actual, differences, clause, lines, timeliness);
    }

    /** The same with another verdict. */
    public Finding weighing(Verdict other) {
        return new Finding(other, kind, location, reason, expected, actual, differences, clause, details, timeliness);
    }

    /** With the part that time may have in it. */
    public Finding timed(Timeliness part) {
        return new Finding(verdict, kind, location, reason, expected, actual, differences, clause, details, part);
    }

    /** Whether a tick of the target's timers decides it. */
    boolean isMarginal() {
        return timeliness == Timeliness.MARGINAL;
    }

    /** Whether it was found before the harness was ever late. */
    boolean isOnTime() {
        return timeliness == Timeliness.ON_TIME;
    }
}
