package io.statecraft.stack.fault;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNotSame;
import static org.testng.Assert.assertTrue;

import io.statecraft.requirement.RequirementCatalog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.testng.annotations.Test;

/** That the catalogue of faults can be relied on. */
public class FaultsTest {

    @Test
    public void thereAreEnoughOfThemInEachFamily() {
        assertTrue(Faults.all().size() >= 80);
        Set<String> families = Faults.all().stream().map(SeededFault::family).collect(Collectors.toSet());
        assertTrue(
                families.containsAll(Set.of(
                        "sequence",
                        "handshake",
                        "closing",
                        "timers",
                        "sending",
                        "options",
                        "icmp",
                        "checksum",
                        "ip",
                        "urgent",
                        "keep-alive",
                        "reset",
                        "calls",
                        "window-probe")),
                families.toString());
    }

    @Test
    public void eachHasAnIdOfItsOwn() {
        List<String> ids = Faults.all().stream().map(SeededFault::id).toList();
        assertEquals(ids.stream().distinct().toList(), ids);
        ids.forEach(id -> assertTrue(id.matches("[a-z-]+/[a-z0-9-]+"), id));
    }

    @Test
    public void eachNamesClausesThatThereAre() {
        for (SeededFault fault : Faults.all()) {
            for (String clause : fault.clauses()) {
                boolean section = clause.matches("RFC[0-9]+:[0-9]+([.][0-9]+)*");
                assertTrue(
                        section || RequirementCatalog.shipped().find(clause).isPresent(), fault.id() + ": " + clause);
            }
            assertTrue(fault.text().endsWith("."), fault.text());
        }
    }

    @Test
    public void eachStackHasOneOfItsOwn() {
        for (SeededFault fault : Faults.all()) {
            assertNotSame(fault.seed().get(), fault.seed().get(), fault.id());
        }
    }

    @Test
    public void whatMustBeKeptIsBinding() {
        assertTrue(Faults.find("handshake/no-simultaneous-open").orElseThrow().isBinding());
        assertTrue(Faults.find("closing/half-closed-mute").orElseThrow().isBinding());
        assertTrue(!Faults.find("sending/nagle-ignored").orElseThrow().isBinding());
    }
}
