package io.statecraft.run.mapping;

import static org.testng.Assert.assertEquals;

import io.statecraft.wire.SequenceNumber;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a script's 0 is on the wire: the target chose 5000 where the script says 7, the harness begins with 300. */
public final class MappingTest {

    @DataProvider
    public static Object[][] table() {
        return new Object[][] {
            // numbering, SYN, of the target's numbers, of the harness's
            {Numbering.RELATIVE, true, 4993, 0},
            {Numbering.RELATIVE, false, 5000, 300},
            {Numbering.ABSOLUTE, true, 4993, 0},
            {Numbering.ABSOLUTE, false, 4993, 0},
            {Numbering.WIRE, true, 0, 0},
            {Numbering.WIRE, false, 0, 0},
        };
    }

    @Test(dataProvider = "table")
    public void mapsByNumberingAndSyn(Numbering numbering, boolean syn, long ofLocal, long ofRemote) {
        Mapping mapping = new Mapping(numbering, SequenceNumber.of(7), SequenceNumber.of(5000), SequenceNumber.of(300));
        assertEquals(mapping.ofLocal(syn), ofLocal);
        assertEquals(mapping.ofRemote(syn), ofRemote);
    }

    @Test
    public void anInitialNumberBelowTheScriptsMapsBackwards() {
        Mapping mapping =
                new Mapping(Numbering.RELATIVE, SequenceNumber.of(10), SequenceNumber.of(4), SequenceNumber.ZERO);
        assertEquals(SequenceNumber.of(10 + mapping.ofLocal(true)), SequenceNumber.of(4));
    }
}
