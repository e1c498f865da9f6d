package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Numbers are computed as Python computes them; the expected values are those of Python 3.11. */
public final class PythonArithmeticTest {
    @DataProvider
    public Object[][] expressions() {
        return new Object[][] {
            {"7 // 2", "3"},
            {"-7 // 2", "-4"},
            {"7 // -2", "-4"},
            {"-7 % 3", "2"},
            {"7 % -3", "-2"},
            {"7.5 // 2", "3.0"},
            {"-7.5 // 2", "-4.0"},
            {"-7.5 % 2", "0.5"},
            {"7.5 % -2", "-0.5"},
            {"-1.0 % 3", "2.0"},
            {"5 % 3.5", "1.5"},
            {"1 / 3", "0.3333333333333333"},
            {"4 / 2", "2.0"},
            {"-0.0", "-0.0"},
            {"0 / -1", "-0.0"},
            {"2 ** 10", "1024"},
            {"2 ** -1", "0.5"},
            {"2 ** 0.5", "1.4142135623730951"},
            {"-2 ** 2", "-4"},
            {"2 ** 3 ** 2", "512"},
            {"(-8) ** 3", "-512"},
            {"1 << 70", "1180591620717411303424"},
            {"-1 >> 3", "-1"},
            {"5 & 3", "1"},
            {"5 | 3", "7"},
            {"5 ^ 3", "6"},
            {"~5", "-6"},
            {"-5 & 0xff", "251"},
            {"(37 & 32) != 0", "True"},
            {"1 + 2 * 3 - 4 / 2", "5.0"},
            {"1 << 2 + 1", "8"},
            {"5 & 3 == 1", "True"},
            {"not 1 == 2", "True"},
            {"True + True", "2"},
            {"True & False", "False"},
            {"True | 2", "3"},
            {"10 ** 20 / 3", "3.333333333333333e+19"},
            {"-(10 ** 25) // 7", "-1428571428571428571428572"},
            {"-(10 ** 25) % 7", "4"},
            {"2 ** 64 - 1", "18446744073709551615"},
            {"2 ** 100 / 2 ** 98", "4.0"},
            {"1_000 + 0xff + 0b11 + 0o17", "1273"},
            {"1e16", "1e+16"},
            {"1e15", "1000000000000000.0"},
            {"123456789012345678.0", "1.2345678901234568e+17"},
            {"0.1 + 0.2", "0.30000000000000004"},
            {"1e-5", "1e-05"},
            {"0.0001", "0.0001"},
            {"2.0 ** -97", "6.310887241768095e-30"},
            {"5e-324", "5e-324"},
            {"1.7976931348623157e308", "1.7976931348623157e+308"},
            {"1e308 * 10", "inf"},
            {"float('nan')", "nan"},
            {"round(2.5), round(3.5), round(-0.5)", "2 4 0"},
            {"round(2.675, 2), round(1234, -2), round(25, -1), round(2.5, 0)", "2.67 1200 20 2.0"},
            {"abs(-3), abs(-3.5), abs(True)", "3 3.5 1"},
            {"divmod(-7, 2), divmod(7.5, -2)", "(-4, 1) (-4.0, -0.5)"},
            {"pow(2, 10), pow(2, 10, 7), pow(3, 5, -7)", "1024 2 -2"},
            {
                "int(3.9), int(-3.9), int('0x1f', 16), int('0b11', 0), int(' 12 '), int('1_000'), int(True)",
                "3 -3 31 3 12 1000 1"
            },
            {"float('1e3'), float(' -2.5 '), float('inf'), float(7)", "1000.0 -2.5 inf 7.0"},
            {"min(3, 1), max(1, 2.5), min([3, 1, 2]), max('b', 'a'), min([], default=0)", "1 2.5 1 b 0"},
            {"sum([1, 2, 3]), sum([0.5, 1], 10), sum([[1], [2]], [])", "6 11.5 [1, 2]"},
            {"hex(255), hex(-255), oct(8), bin(5)", "0xff -0xff 0o10 0b101"},
            {"(5).bit_length(), 1.5.is_integer()", "3 False"},
        };
    }

    @Test(dataProvider = "expressions")
    public void arithmeticGivesWhatPythonGives(String expression, String value) {
        assertEquals(Code.output("print(" + expression + ")"), value + "\n");
    }
}
