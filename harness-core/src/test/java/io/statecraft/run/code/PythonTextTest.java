package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Texts are made, cut and formatted as in Python; the expected values are those of Python 3.11. */
public final class PythonTextTest {
    @DataProvider
    public Object[][] expressions() {
        return new Object[][] {
            {"\"cwnd=%d\" % 8", "cwnd=8"},
            {"\"%d %5d|%-5d|%05d|%+d|% d\" % (1, 2, 3, 4, 5, 6)", "1     2|3    |00004|+5| 6"},
            {"\"%x %X %#x %o %#o\" % (255, 255, 255, 8, 8)", "ff FF 0xff 10 0o10"},
            {"\"%s %r %a\" % ('s', 'r', 'é')", "s 'r' '\\xe9'"},
            {"\"%e %f %g %5.2f %.0f\" % (1.5, 1.5, 1.5, 3.14159, 2.5)", "1.500000e+00 1.500000 1.5  3.14 2"},
            {"\"%g %g %g %G %#.3g\" % (1e-5, 1e20, 0.0001, 1e-10, 784.1)", "1e-05 1e+20 0.0001 1E-10 784."},
            {"\"%5.1f%%\" % 45.678", " 45.7%"},
            {"\"%c%c\" % (65, 'b')", "Ab"},
            {"\"%d\" % 1.9", "1"},
            {"\"%d\" % True", "1"},
            {"\"%.3d\" % 5", "005"},
            {"\"%5s|%-5s|%.2s\" % ('a', 'b', 'cde')", "    a|b    |cd"},
            {"\"%*d|%-*d|\" % (5, 3, 5, 3)", "    3|3    |"},
            {"\"%(a)s is %(b)d\" % {'a': 1, 'b': 2}", "1 is 2"},
            {"\"%s\" % (1,)", "1"},
            {"\"%s\" % [1, 2]", "[1, 2]"},
            {"\"%s\" % None", "None"},
            {"\"srtt=%d us\" % 105000", "srtt=105000 us"},
            {"\"{} and {}\".format(1, 'a')", "1 and a"},
            {"\"{1} {0} {n}\".format(1, 2, n=3)", "2 1 3"},
            {"\"{!r} {!s} {{}}\".format('a', 'b')", "'a' b {}"},
            {"\"{:5d}|{:<5}|{:^5}|{:>5}|{:*^5}\".format(1, 2, 3, 4, 5)", "    1|2    |  3  |    4|**5**"},
            {"\"{:05d} {:+d} {:,} {:_}\".format(42, 42, 1234567, 1234567)", "00042 +42 1,234,567 1_234_567"},
            {"\"{:x} {:#x} {:b} {:o} {:X}\".format(255, 255, 5, 8, 255)", "ff 0xff 101 10 FF"},
            {"\"{:.2f} {:e} {:g} {:.1%}\".format(3.14159, 1.5, 1e-5, 0.256)", "3.14 1.500000e+00 1e-05 25.6%"},
            {"\"{:.3} {:.3} {:.1}\".format(1234.5, 0.5, 5.0)", "1.23e+03 0.5 5e+00"},
            {"\"{:08,} {:015,.2f} {:=+6d}\".format(1234, 1234.5, 5)", "0,001,234 0,000,001,234.50 +    5"},
            {"\"{:{}}|\".format('a', 5)", "a    |"},
            {"\"{:5}|{}\".format(True, True)", "    1|True"},
            {"f'{1 + 1} {\"a\":>3} {3.14159:.2f} {\"x\"!r}'", "2   a 3.14 'x'"},
            {"f'{2 * 3=} {5:{4}} {{}}'", "2 * 3=6    5 {}"},
            {"f\"{[1, 2][0]} { {1: 2}[1] } {(lambda x: x)(4)} {1 != 2} {5 if 1 else 6}\"", "1 2 4 True 5"},
            {"\"a\" \"b\" f\"{1}\" 'c'", "ab1c"},
            {"'a' + 'b', 'ab' * 2, 2 * 'ab', -1 * 'a'", "ab abab abab "},
            {"'abc'[0], 'abc'[-1], 'abc'[::-1], 'abcdef'[1:5:2], 'abc'[5:]", "a c cba bd "},
            {"len('abc'), len(''), ord('a'), chr(97)", "3 0 97 a"},
            {"'\\x41\\u0042\\101\\n', r'\\n', 'it\\'s', \"q\\\"\", '\\q'", "ABA\n \\n it's q\" \\q"},
            {"['it\\'s', \"q\\\"\", 'a\\n\\t\\\\', 'é', '\\x00']", "[\"it's\", 'q\"', 'a\\n\\t\\\\', 'é', '\\x00']"},
            {
                "'a,b,,c'.split(','), ' a  b '.split(), 'a b c'.split(None, 1), 'a.b.c'.rsplit('.', 1)",
                "['a', 'b', '', 'c'] ['a', 'b'] ['a', 'b c'] ['a.b', 'c']"
            },
            {"' x '.strip(), 'xxaxx'.strip('x'), ' x '.lstrip() + '|', ' x '.rstrip() + '|'", "x a x |  x|"},
            {"'Abc'.upper(), 'aBc'.lower(), 'hello World'.capitalize()", "ABC abc Hello world"},
            {"'abcb'.replace('b', 'xx'), 'abc'.replace('', '-')", "axxcxx -a-b-c-"},
            {"'-'.join(['a', 'b']), ''.join([]), ', '.join(str(x) for x in [1, 2])", "a-b  1, 2"},
            {
                "'abc'.startswith('a'), 'abc'.endswith(('x', 'c')), 'abc'.find('c'), 'abc'.find('x'), 'abcabc'.rfind('b'), 'aaa'.count('a')",
                "True True 2 -1 4 3"
            },
            {
                "'12'.isdigit(), 'a1'.isalpha(), 'a1'.isalnum(), ' '.isspace(), ''.isdigit(), 'A1'.isupper()",
                "True False True True False True"
            },
            {
                "'7'.zfill(3), '-7'.zfill(4), 'a'.center(5, '*'), 'ab'.center(5) + '|', 'a'.ljust(3) + '|', 'a'.rjust(3)",
                "007 -007 **a**   ab | a  |   a"
            },
            {
                "'k=v'.partition('='), 'abc'.rpartition('x'), 'a\\nb'.splitlines(), 'prefix'.removeprefix('pre')",
                "('k', '=', 'v') ('', '', 'abc') ['a', 'b'] fix"
            },
            {
                "str(1), str(1.0), str('a'), str(None), repr('a'), str([1, 'a']), ascii('é')",
                "1 1.0 a None 'a' [1, 'a'] '\\xe9'"
            },
        };
    }

    @Test(dataProvider = "expressions")
    public void textsAreWhatPythonMakesOfThem(String expression, String value) {
        assertEquals(Code.output("print(" + expression + ")"), value + "\n");
    }
}
