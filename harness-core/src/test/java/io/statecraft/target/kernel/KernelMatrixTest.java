package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;

import io.statecraft.explore.Cell;
import io.statecraft.explore.Departure;
import io.statecraft.explore.Departures;
import io.statecraft.explore.Matrix;
import io.statecraft.explore.MatrixTable;
import io.statecraft.run.Baseline;
import io.statecraft.run.Job;
import io.statecraft.run.Jobs;
import io.statecraft.run.Result;
import io.statecraft.run.Runner;
import io.statecraft.run.Verdict;
import io.statecraft.target.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The cells in which Linux is known to depart from the RFCs, and some others, at this machine's kernel. */
public final class KernelMatrixTest {
    private static final int OTHERS = 40;
    private static final long LIMIT = 60_000_000_000L;

    @BeforeClass
    public void require() {
        KernelMachine.require();
    }

    /** One cell for each glob of a departure, and a sample of all. */
    private static Matrix cells() {
        List<Cell> whole = Matrix.whole().cells();
        List<Cell> some = new ArrayList<>(Matrix.whole().sample(OTHERS, 5).cells());
        for (Departure departure : Departures.of("kernel").all()) {
            whole.stream()
                    .filter(cell -> departure.matcher().test(cell.id()) && !some.contains(cell))
                    .findFirst()
                    .ifPresent(some::add);
        }
        return new Matrix(some);
    }

    @Test
    public void breaksNoClauseButByDocumentedDepartures() {
        Departures departures = Departures.of("kernel");
        Matrix matrix = cells();
        List<Result> results;
        try (KernelTargetKind kind = new KernelTargetKind()) {
            List<Job> jobs =
                    matrix.plan(kind, List.of(Family.IPV4, Family.IPV6)).jobs();
            assertEquals(jobs.size(), 2 * matrix.cells().size());
            Runner.Options options = new Runner.Options(Jobs.inRealTime(2), 1, 3, LIMIT, false, Baseline.NONE);
            results = new Runner(kind, options, result -> {}, result -> departures.marked(MatrixTable.kept(result)))
                    .run(jobs);
        }
        assertEquals(
                results.stream()
                        .filter(Result::isBad)
                        .map(result -> result.id() + "@" + result.variant() + ": " + result.reason())
                        .toList(),
                List.of());
        assertEquals(
                MatrixTable.of(results, departures).departures().size(),
                departures.all().size());
        assertEquals(
                results.stream()
                        .filter(result -> result.departure().isPresent())
                        .map(result -> result.outcome().verdict())
                        .distinct()
                        .toList(),
                List.of(Optional.of(Verdict.FAIL)));
    }
}
