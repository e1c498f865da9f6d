package io.statecraft.explore;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Baseline;
import io.statecraft.run.Finding;
import io.statecraft.run.Job;
import io.statecraft.run.Outcome;
import io.statecraft.run.Result;
import io.statecraft.run.Runner;
import io.statecraft.run.Verdict;
import io.statecraft.scenario.Step;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.ScriptParser;
import io.statecraft.script.ScriptPrinter;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.TcpState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The matrix reaches every state, and the oracle judges what happens there. */
public class MatrixTest {
    private static final long DAY = 24 * 3600 * 1_000_000_000L;
    private static final int CELLS = 2000;

    @DataProvider
    public Object[][] profiles() {
        return Profiles.all().stream().map(profile -> new Object[] {profile}).toArray(Object[][]::new);
    }

    static List<Result> play(Profile profile, Matrix matrix, Family... families) {
        EmbeddedTargetKind kind = new EmbeddedTargetKind(profile);
        List<Job> jobs = matrix.plan(kind, List.of(families)).jobs();
        Runner.Options options = new Runner.Options(1, 1, 1, DAY, false, Baseline.NONE);
        return new Runner(kind, options, result -> {}, MatrixTable::kept).run(jobs);
    }

    @Test
    public void everyStateIsThereEveryWayAndNoCellTwice() {
        List<Cell> cells = Matrix.whole().cells();
        Set<TcpState> states = cells.stream().map(cell -> cell.place().state()).collect(Collectors.toSet());
        assertEquals(states, EnumSet.allOf(TcpState.class));
        Set<String> ids = new HashSet<>();
        cells.forEach(cell -> assertTrue(ids.add(cell.id()), cell.id()));
        assertEquals(cells.size(), Place.values().length * 9 * 5 * 4 * 2 * 2);
    }

    @Test(dataProvider = "profiles")
    public void theOracleFindsNothingInTheBuiltInStack(Profile profile) {
        Matrix some = Matrix.whole().sample(CELLS, 7);
        List<Result> bad = play(profile, some, Family.IPV4, Family.IPV6).stream()
                .filter(Result::isBad)
                .toList();
        assertEquals(
                bad.stream().map(result -> result.id() + ": " + result.reason()).toList(), List.of());
    }

    @Test(dataProvider = "profiles")
    public void everyPlaceIsReachedWithItsWindowsOpenAndClosed(Profile profile) {
        Matrix two = Matrix.whole().only(id -> id.contains("/NONE/seq-next/ack-next/bare/"));
        List<Result> results = play(profile, two, Family.IPV4);
        assertEquals(results.size(), 2 * Place.values().length);
        for (Result result : results) {
            assertEquals(result.outcome().verdict(), Optional.of(Verdict.PASS), result.id());
            assertTrue(
                    result.id().startsWith("matrix/" + result.outcome().states().get(0) + "/"),
                    result.id() + ": " + result.outcome().states());
        }
    }

    @Test
    public void aTargetThatIsSilentWhereAResetIsDueFailsThere() {
        Profile silent = Profiles.RFC9293.with(Choice.SEGMENT_WHILE_CLOSED, Answer.IGNORE);
        Matrix closed = Matrix.whole().only(id -> id.contains("/CLOSED/unopened/ACK/seq-next/ack-next/bare/open"));
        List<Result> results = play(silent, closed, Family.IPV4);
        assertEquals(results.size(), 1);
        assertEquals(results.get(0).outcome().verdict(), Optional.of(Verdict.FAIL));
        assertEquals(results.get(0).clauses(), List.of("RFC9293:3.10.7.1"));
        MatrixTable table = MatrixTable.of(results, Departures.NONE);
        assertEquals(
                table.counts()
                        .get(Place.CLOSED_UNOPENED)
                        .get(Stimulus.Control.ACK)
                        .toString(),
                "0+1!");
        assertEquals(table.groups().size(), 1);
        assertEquals(table.groups().get(0).clause(), "RFC9293:3.10.7.1");
    }

    @Test
    public void whatTheTargetCannotBeBroughtToIsHeldAgainstNobody() {
        Cell cell = Matrix.whole().cells().get(0);
        Result passed =
                play(Profiles.RFC9293, new Matrix(List.of(cell)), Family.IPV4).get(0);
        Outcome stuck = Outcome.of(Finding.fail(Finding.Kind.PACKET, Step.Location.NONE, "the packet differs"));
        assertEquals(MatrixTable.kept(passed.with(stuck)).outcome().verdict(), Optional.of(Verdict.INCONCLUSIVE));
        Outcome broken = Outcome.of(Finding.fail(Finding.Kind.CLAUSE, Step.Location.NONE, "it broke a clause"));
        assertEquals(MatrixTable.kept(passed.with(broken)).outcome().verdict(), Optional.of(Verdict.FAIL));
    }

    @Test
    public void cellsAreScriptsToo() {
        for (Cell cell : Matrix.whole().sample(300, 3).cells()) {
            var scenario = cell.scenario(ReceiveBuffer.filledWith(List.of(1000, 1000)), 6);
            String text = ScriptPrinter.print(scenario);
            var parsed = ScriptParser.parse("cell.pkt", text, ParseOptions.DEFAULT);
            assertEquals(parsed.scenario(), Optional.of(scenario), text);
        }
    }

    @Test
    public void aSampleIsTheSameForTheSameSeed() {
        Matrix whole = Matrix.whole();
        assertEquals(whole.sample(50, 9), whole.sample(50, 9));
        assertFalse(whole.sample(50, 9).equals(whole.sample(50, 10)));
        assertEquals(whole.sample(50, 9).cells().size(), 50);
        assertEquals(Arrays.stream(Place.values()).map(Place::state).distinct().count(), TcpState.values().length);
    }
}
