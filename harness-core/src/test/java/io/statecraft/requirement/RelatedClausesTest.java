package io.statecraft.requirement;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class RelatedClausesTest {

    @DataProvider
    public static Object[][] pairs() {
        return new Object[][] {
            {"RFC9293:MUST-13", "RFC9293:MUST-13", true},
            {"RFC9293:3.10.7", "RFC9293:3.10.7.4", true},
            {"RFC9293:3.10.7.1", "RFC9293:3.10.7.4", false},
            {"RFC9293:3.10", "RFC9293:3.10.7.4", false},
            {"RFC9293:3.1", "RFC9293:3.10.7.4", false},
            {"RFC9293:MUST-25", "RFC9293:MUST-29", true}, // both in section 3.8.4
            {"RFC9293:MUST-25", "RFC9293:3.8.4", true},
            {"RFC9293:MUST-25", "RFC9293:3.8.5", false},
            {"RFC5961-3", "RFC5961-1", true}, // both in section 3.2
            {"RFC5961-3", "RFC5961-6", false},
            {"RFC5961-3", "RFC9293:3.10.7.4", false},
            {"RFC9293:MUST-58", "RFC9293:3.10.7.4", true},
        };
    }

    @Test(dataProvider = "pairs")
    public void theyAreRelatedIfTheyStandInOneSection(String one, String other, boolean related) {
        assertEquals(RelatedClauses.are(one, other), related);
        assertEquals(RelatedClauses.are(other, one), related);
    }
}
