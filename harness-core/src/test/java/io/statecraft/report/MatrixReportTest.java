package io.statecraft.report;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.explore.Departure;
import io.statecraft.explore.Departure.Sign;
import io.statecraft.explore.MatrixTable;
import io.statecraft.explore.MatrixTable.Count;
import io.statecraft.explore.MatrixTable.DepartureCount;
import io.statecraft.explore.MatrixTable.Group;
import io.statecraft.explore.Place;
import io.statecraft.explore.Stimulus.Control;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

/** What came of the matrix, as lines and as a page. */
public final class MatrixReportTest {
    private static final MatrixTable TABLE = new MatrixTable(
            Map.of(
                    Place.CLOSE_WAIT_ACTIVE,
                    Map.of(
                            Control.ACK, new Count(78, 0, 0, 2, 0),
                            Control.RST, new Count(70, 1, 8, 0, 1))),
            List.of(new Group(
                    EnumSet.of(Place.CLOSE_WAIT_ACTIVE, Place.CLOSE_WAIT_PASSIVE, Place.LAST_ACK_ACTIVE),
                    "RFC9293:3.5.2",
                    "> R N:N(0), after < . N:N(10)",
                    "matrix/CLOSE-WAIT/active/ACK/x",
                    2)),
            List.of(
                    new DepartureCount(departure("obeys-a-reset"), 8, 8),
                    new DepartureCount(departure("never-seen"), 3, 0)));

    private static Departure departure(String id) {
        return new Departure(
                id,
                "Linux 6.18",
                List.of(new Sign("RFC9293:3.10.7", "> R"), new Sign("RFC9293:3.10.7", "> .")),
                List.of("matrix/**"),
                "Drops it.",
                "Obeys a reset of the peer.");
    }

    @Test
    public void columnsAreAsWideAsWhatIsInThem() {
        List<String> lines = MatrixText.lines(TABLE);
        assertTrue(lines.get(0).matches("state +way +NONE +ACK +SYN .* RST +RST-ACK"), lines.get(0));
        assertTrue(lines.get(1).matches("CLOSE-WAIT +active +78[+]2! +70[+]1=[+]8~[+]1[?]"), lines.get(1));
        for (String column : List.of("ACK", "RST")) {
            String cell = column.equals("ACK") ? "78+2!" : "70+1=+8~+1?";
            assertEquals(
                    lines.get(0).indexOf(" " + column + " ") + 1 + column.length(),
                    lines.get(1).indexOf(cell) + cell.length(),
                    column);
        }
    }

    @Test
    public void whatIsAlikeIsSaidOnceWithAllItsPlaces() {
        List<String> lines = MatrixText.lines(TABLE);
        assertTrue(
                lines.contains("RFC9293:3.5.2: 2 cells in CLOSE-WAIT (passive, active), LAST-ACK (active)"),
                lines.toString());
        assertTrue(lines.contains("    such as matrix/CLOSE-WAIT/active/ACK/x"), lines.toString());
        assertTrue(lines.contains("departure obeys-a-reset (RFC9293:3.10.7): 8 of 8 cells"), lines.toString());
        assertTrue(lines.contains("departure never-seen (RFC9293:3.10.7): not seen in 3 cells"), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 160), lines.toString());
    }

    @Test
    public void thePageHasTheSame() {
        String page = MatrixPage.of(TABLE, Reports.report());
        assertTrue(
                page.contains(
                        "<p>160 cells, of which 148 passed, 8 show a documented departure of the target, 2 break a clause, 1 were not"),
                page);
        assertTrue(page.contains("<td class=\"broken\">78 + <b>2!</b></td>"), page);
        assertTrue(page.contains("<td class=\"open\">70 + <b>1=</b> + <b>8~</b> + <b>1?</b></td>"), page);
        assertTrue(page.contains("&gt; R N:N(0), after &lt; . N:N(10)"), page);
        assertTrue(page.contains("<td>8 of 8</td><td>obeys-a-reset<br>RFC9293:3.10.7</td>"), page);
        assertFalse(page.contains("http"), "a page that needs no other");
    }

    @Test
    public void ofAMatrixThatPassedThereIsNothingMoreToSay() {
        MatrixTable passed = new MatrixTable(
                Map.of(Place.LISTEN, Map.of(Control.SYN, new Count(80, 0, 0, 0, 0))), List.of(), List.of());
        String page = MatrixPage.of(passed, Reports.report());
        assertTrue(page.contains("<td class=\"passed\">80</td>"), page);
        assertTrue(page.contains("<p>80 cells, of which 80 passed.</p>"), page);
        assertFalse(page.contains("<h2>"), page);
    }
}
