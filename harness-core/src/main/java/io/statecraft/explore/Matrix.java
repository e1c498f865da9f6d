package io.statecraft.explore;

import io.statecraft.run.Job;
import io.statecraft.run.Judge;
import io.statecraft.run.Outcome;
import io.statecraft.run.Plan;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.Result;
import io.statecraft.run.Script;
import io.statecraft.scenario.Scenario;
import io.statecraft.target.Family;
import io.statecraft.target.TargetKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The state × event matrix: every {@link Stimulus} at every {@link Place}. A selection of its cells, to be played.
 *
 * @param cells in order
 */
public record Matrix(List<Cell> cells) {
    /** Longer than any challenge ACK is remembered for the limit of RFC 5961 section 7. */
    private static final double VIRTUAL_PAUSE = 6;

    private static final double REAL_PAUSE = .002;

    public Matrix {
        cells = List.copyOf(cells);
    }

    /** All of it. */
    public static Matrix whole() {
        List<Cell> cells = new ArrayList<>();
        for (Place place : Place.values()) {
            for (Stimulus stimulus : Stimulus.all()) {
                cells.add(new Cell(place, stimulus));
            }
        }
        return new Matrix(cells);
    }

    /** Those cells whose id is selected. */
    public Matrix only(Predicate<String> ids) {
        return new Matrix(cells.stream().filter(cell -> ids.test(cell.id())).toList());
    }

    /** So many of its cells, drawn with {@code seed}; all if there are no more than that. */
    public Matrix sample(int size, long seed) {
        List<Cell> left = new ArrayList<>(cells);
        Random random = new Random(seed);
        while (left.size() > size) {
            left.remove(random.nextInt(left.size()));
        }
        return new Matrix(left);
    }

    /** The cells for a target in these address families; what the target's windows are is measured first. */
    public Plan plan(TargetKind kind, List<Family> families) {
        List<Plan.Entry> entries = new ArrayList<>(cells.size() * families.size());
        for (Family family : families) {
            Map<Place, Optional<ReceiveBuffer>> measured = new EnumMap<>(Place.class);
            for (Cell cell : cells) {
                Optional<ReceiveBuffer> buffer = cell.closesWindow()
                        ? measured.computeIfAbsent(
                                established(cell.place()), place -> new WindowMeasurement(kind, family).at(place))
                        : Optional.of(ReceiveBuffer.OPEN);
                entries.add(buffer.<Plan.Entry>map(
                                texts -> new Plan.Entry.ToPlay(job(cell, texts, family, kind.virtualTime())))
                        .orElseGet(() -> new Plan.Entry.Known(skipped(cell, family))));
            }
        }
        return new Plan(entries, List.of());
    }

    private static Result skipped(Cell cell, Family family) {
        return new Result(
                cell.id(),
                script(cell),
                "",
                family.toString(),
                List.of(),
                Outcome.skipped("the target's receive window could not be closed"),
                0,
                0,
                Result.Expectation.NONE);
    }

    private static Job job(Cell cell, ReceiveBuffer buffer, Family family, boolean virtual) {
        Scenario scenario = cell.scenario(buffer, virtual ? VIRTUAL_PAUSE : REAL_PAUSE);
        return new Job(script(cell), cell.id(), family, scenario, PlaySettings.DEFAULT, Judge.Mode.STRICT);
    }

    private static Script script(Cell cell) {
        return new Script(cell.id(), cell.id(), Optional.empty(), "--include=" + cell.id());
    }

    /** The place in ESTABLISHED that a connection comes through on its way. */
    private static Place established(Place place) {
        return switch (place.way()) {
            case "passive" -> Place.ESTABLISHED_PASSIVE;
            case "simultaneous" -> Place.ESTABLISHED_SIMULTANEOUS;
            default -> Place.ESTABLISHED_ACTIVE;
        };
    }
}
