package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.stack.WindowPolicy.Room;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** When a program has read, the peer hears of the window that has grown, and of no more than its field can show. */
public class WindowUpdateTest {
    private static final int MSS = 1460;
    private static final long LARGE = 131_072;

    @DataProvider
    public static Object[][] policies() {
        return new Object[][] {{WindowPolicy.RFC9293}, {WindowPolicy.BSD}, {WindowPolicy.LINUX}};
    }

    @Test(dataProvider = "policies")
    public void aBufferLargerThanTheFieldThatWasFullAndIsEmptyOpensTheWindow(WindowPolicy policy) {
        assertTrue(policy.isUpdateDue(new Room(0, LARGE, LARGE, MSS, 0)));
    }

    @Test(dataProvider = "policies")
    public void aWindowThatTheFieldCannotShowLargerIsNoNews(WindowPolicy policy) {
        assertEquals(policy.isUpdateDue(new Room(65_535, LARGE, LARGE, MSS, 0)), false);
    }
}
