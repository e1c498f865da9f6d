package io.statecraft.scenario;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;

import io.statecraft.wire.Bytes;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a string of a script stands for. */
public final class TextTest {

    @DataProvider
    public Object[][] strings() {
        return new Object[][] {
            {"abc", "616263"},
            {"", ""},
            {"\\n\\r\\t\\f\\v", "0a0d090c0b"},
            {"\\\\ \\\"", "5c2022"},
            {"\\x00\\xFFz", "00ff7a"},
            {"é", "c3a9"},
        };
    }

    @Test(dataProvider = "strings")
    public void escapesAreResolvedToBytes(String raw, String hex) {
        assertEquals(new Expression.Text(raw).bytes(), Bytes.ofHex(hex));
        assertEquals(Expression.Text.fault(raw), Optional.empty());
    }

    @DataProvider
    public Object[][] faults() {
        return new Object[][] {
            {"a\\q", "`\\q` is not an escape"}, {"\\x4", "`\\x` is not an escape"}, {"\\", "`\\` is not an escape"}
        };
    }

    @Test(dataProvider = "faults")
    public void unknownEscapeIsAFault(String raw, String fault) {
        assertEquals(Expression.Text.fault(raw), Optional.of(fault));
        assertThrows(IllegalArgumentException.class, () -> new Expression.Text(raw).bytes());
    }
}
