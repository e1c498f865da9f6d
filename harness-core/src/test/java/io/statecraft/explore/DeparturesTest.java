package io.statecraft.explore;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding;
import io.statecraft.run.Outcome;
import io.statecraft.run.Result;
import io.statecraft.run.Result.Expectation;
import io.statecraft.run.Script;
import io.statecraft.run.Verdict;
import io.statecraft.scenario.Step;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A documented departure excuses what it names, where it names it, and nothing else. */
public final class DeparturesTest {
    private static final Departures LINUX = Departures.of("kernel");
    private static final Departures ONE = Departures.parse("""
            # A remark.
            departure takes-a-fin
            seen   Linux 6.18
            sign   RFC9293:3.4  > .
            sign   RFC9293:3.10.7  the target's own probe shows CLOSE-WAIT
            cells  matrix/ESTABLISHED/*/FIN-ACK/seq-next/{ack-old,ack-next}/bare/closed
            asks   Such a FIN
            asks   is dropped.
            does   Takes it.
            """);
    private static final String CELL = "matrix/ESTABLISHED/active/FIN-ACK/seq-next/ack-next/bare/closed";
    private static final String ACK = "> . 1:1(0) ack 2 win 0, after < F. 1:1(0) ack 1 win 0";

    private static Violation broken(String clause, String event, boolean must) {
        FourTuple tuple = new FourTuple(IpAddress.of("192.168.0.1"), 8080, IpAddress.of("192.0.2.1"), 50000);
        return new Violation(1, clause, must, tuple, Set.of(), event, List.of(), Optional.empty());
    }

    private static Result failed(String id, Finding.Kind kind, Violation... violations) {
        Outcome plain = Outcome.of(Finding.fail(kind, Step.Location.NONE, "it failed"));
        Outcome outcome = new Outcome(
                plain.verdict(),
                plain.findings(),
                plain.skipped(),
                List.of(),
                0,
                false,
                List.of(violations),
                plain.trace());
        Script script = new Script(id, id, Optional.empty(), id);
        return new Result(id, script, "", "ipv4", List.of(), outcome, 1, 1, Expectation.NONE);
    }

    @DataProvider
    public static Object[][] results() {
        Violation known = broken("RFC9293:3.4", ACK, true);
        Violation other = broken("RFC9293:3.10.7.4", ACK, true);
        return new Object[][] {
            {"it", failed(CELL, Finding.Kind.CLAUSE, known), true},
            {
                "its other sign",
                failed(
                        CELL,
                        Finding.Kind.CLAUSE,
                        broken("RFC9293:3.10.7", "the target's own probe shows CLOSE-WAIT, after < F.", true)),
                true
            },
            {"with a warning", failed(CELL, Finding.Kind.CLAUSE, known, broken("RFC9293:SHLD-3", ACK, false)), true},
            {"another clause in the same cell", failed(CELL, Finding.Kind.CLAUSE, other), false},
            {"another clause besides", failed(CELL, Finding.Kind.CLAUSE, known, other), false},
            {
                "another event under the same clause",
                failed(CELL, Finding.Kind.CLAUSE, broken("RFC9293:3.4", ACK.replace("> .", "> R"), true)),
                false
            },
            {"another cell", failed(CELL.replace("closed", "open"), Finding.Kind.CLAUSE, known), false},
            {"another failure", failed(CELL, Finding.Kind.STATE, known), false},
            {"nothing that was broken", failed(CELL, Finding.Kind.CLAUSE), false},
        };
    }

    @Test(dataProvider = "results")
    public void excusesWhatItNamesAlone(String what, Result result, boolean excused) {
        Result marked = ONE.marked(result);
        assertEquals(marked.isBad(), !excused, what);
        assertEquals(marked.departure(), excused ? Optional.of("takes-a-fin") : Optional.empty(), what);
        assertEquals(marked.outcome(), result.outcome(), what);
        assertTrue(Departures.NONE.marked(result).isBad(), what);
    }

    @Test
    public void isCountedApartAndSaysWhereItWasNotSeen() {
        Result excused = ONE.marked(failed(CELL, Finding.Kind.CLAUSE, broken("RFC9293:3.4", ACK, true)));
        Result bad = failed(CELL.replace("active", "passive"), Finding.Kind.CLAUSE, broken("RFC9293:3.5.2", ACK, true));
        MatrixTable table = MatrixTable.of(List.of(excused, bad), ONE);
        assertEquals(table.total(), new MatrixTable.Count(0, 0, 1, 1, 0));
        assertEquals(table.total().toString(), "0+1~+1!");
        assertEquals(
                table.departures(),
                List.of(new MatrixTable.DepartureCount(ONE.all().get(0), 2, 1)));
        assertEquals(table.groups().size(), 1);
        assertEquals(table.groups().get(0).clause(), "RFC9293:3.5.2");
        Result elsewhere = failed(CELL.replace("bare", "text"), Finding.Kind.CLAUSE, broken("RFC9293:3.4", ACK, true));
        assertEquals(MatrixTable.of(List.of(elsewhere), ONE).departures(), List.of());
    }

    @Test
    public void everyGlobMeansCellsAndTheyAreFew() {
        List<Cell> cells = Matrix.whole().cells();
        Set<String> ids = new HashSet<>();
        for (Departure departure : LINUX.all()) {
            assertTrue(ids.add(departure.id()), departure.id());
            for (String glob : departure.cells()) {
                Departure one = new Departure(
                        departure.id(),
                        departure.seen(),
                        departure.signs(),
                        List.of(glob),
                        departure.asks(),
                        departure.does());
                long count = cells.stream()
                        .filter(cell -> one.matcher().test(cell.id()))
                        .count();
                assertTrue(count > 0 && count <= 96, glob + " means " + count + " cells");
            }
        }
        long excusable = cells.stream()
                .filter(cell -> LINUX.all().stream().anyMatch(d -> d.matcher().test(cell.id())))
                .count();
        assertTrue(excusable < cells.size() / 50, excusable + " of " + cells.size());
        assertEquals(Departures.of("embedded"), Departures.NONE);
    }

    /** Each is a section of the page, with its clauses; and there is no other. */
    @Test
    public void thePageNamesThemAll() throws IOException {
        String page = Files.readString(Path.of("../docs/linux-departures.md"));
        List<String> sections = new ArrayList<>();
        for (String section : page.split("(?m)^## ")) {
            Pattern.compile("^`([a-z-]+)`").matcher(section).results().forEach(found -> {
                sections.add(found.group(1));
                Departure departure = LINUX.all().stream()
                        .filter(d -> d.id().equals(found.group(1)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("there is no departure " + found.group(1)));
                departure.signs().forEach(sign -> assertTrue(section.contains(sign.clause()), found.group(1)));
                long cells = Matrix.whole().cells().stream()
                        .filter(cell -> departure.matcher().test(cell.id()))
                        .count();
                assertTrue(section.contains("\n" + cells + " cells: "), found.group(1) + " has " + cells);
            });
        }
        assertEquals(sections, LINUX.all().stream().map(Departure::id).toList());
    }

    @Test
    public void aTextThatSaysTooLittleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Departures.parse("departure a\nseen Linux\n"));
        assertThrows(IllegalArgumentException.class, () -> Departures.parse("departure\n"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Departures.parse("departure a\nseen L\nsign RFC9293:3.4\ncells x\nasks y\ndoes z\n"));
        assertFalse(ONE.all().isEmpty());
        assertEquals(ONE.all().get(0).asks(), "Such a FIN is dropped.");
        assertEquals(
                ONE.marked(failed(CELL, Finding.Kind.CLAUSE, broken("RFC9293:3.4", ACK, true)))
                        .outcome()
                        .verdict(),
                Optional.of(Verdict.FAIL));
    }
}
