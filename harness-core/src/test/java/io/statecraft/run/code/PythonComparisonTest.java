package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Values compare, and count as true, as they do in Python; the expected values are those of Python 3.11. */
public final class PythonComparisonTest {
    @DataProvider
    public Object[][] expressions() {
        return new Object[][] {
            {"1 == 1.0", "True"},
            {"1 == True", "True"},
            {"1 < 2 < 3", "True"},
            {"1 < 3 < 2", "False"},
            {"1 < 2 > 0", "True"},
            {"3 > 2 > 1 != 0", "True"},
            {"100 <= 105 <= 110", "True"},
            {"'a' < 'b'", "True"},
            {"'Z' < 'a'", "True"},
            {"'abc' > 'abd'", "False"},
            {"[1, 2] < [1, 3]", "True"},
            {"[1, 2] < [1, 2, 0]", "True"},
            {"(1,) == (1,)", "True"},
            {"(1,) == [1]", "False"},
            {"{1: 2} == {1.0: 2.0}", "True"},
            {"{1, 2} == {2, 1}", "True"},
            {"{1} < {1, 2}", "True"},
            {"None == 0", "False"},
            {"None is None", "True"},
            {"1 is not None", "True"},
            {"[] is []", "False"},
            {"1 in [1, 2]", "True"},
            {"3 not in (1, 2)", "True"},
            {"'cw' in 'cwnd'", "True"},
            {"'a' in {'a': 1}", "True"},
            {"2 in {1, 2}", "True"},
            {"2.0 in range(5)", "True"},
            {"7 in range(0, 10, 2)", "False"},
            {"float('nan') == float('nan')", "False"},
            {"float(2 ** 53 + 1) == 2 ** 53 + 1", "False"},
            {"2 ** 53 + 1 > float(2 ** 53)", "True"},
            {"10 ** 400 > 1e308", "True"},
            {"float('inf') > 10 ** 400", "True"},
            {"1 and 2", "2"},
            {"0 and 1 / 0", "0"},
            {"0 or 3", "3"},
            {"None or 0 or []", "[]"},
            {"not []", "True"},
            {"not 'a'", "False"},
            {"1 if 0 else 2", "2"},
            {"1 if True else 2 if False else 3", "1"},
            {"all([1, 'a', [0]]), all([]), any([0, '']), any([0, 1])", "True True False True"},
            {
                "bool(0.0), bool('0'), bool([]), bool([0]), bool({}), bool(None), bool(range(0))",
                "False True False True False False False"
            },
        };
    }

    @Test(dataProvider = "expressions")
    public void comparisonsGiveWhatPythonGives(String expression, String value) {
        assertEquals(Code.output("print(" + expression + ")"), value + "\n");
    }
}
