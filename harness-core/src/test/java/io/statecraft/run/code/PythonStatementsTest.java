package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Statements do what they do in Python; the expected output is that of Python 3.11. */
public final class PythonStatementsTest {
    @DataProvider
    public Object[][] blocks() {
        return new Object[][] {
            {"a, b = 1, 2\na, b = b, a\nprint(a, b)", "2 1\n"},
            {"[c, (d, e)] = 1, (2, 3)\nprint(c, d, e)", "1 2 3\n"},
            {"a = b = 4; print(a, b)", "4 4\n"},
            {"x = 7; x += 1; x *= 2; x //= 3; x <<= 2; x |= 1; x ^= 3; x %= 7; x -= 1; x **= 2; print(x)", "0\n"},
            {"x = 1; x /= 2; x += 1; print(x)", "1.5\n"},
            {"x = [1]; y = x; y += [2]; y *= 2; print(x)", "[1, 2, 1, 2]\n"},
            {"x = [1, 2, 3]\nx[0] = 9\nx[-1] += 1\ndel x[1]\nprint(x)", "[9, 4]\n"},
            {"d = {'a': 1}\nd['b'] = 2\nd['a'] += 5\ndel d['b']\nprint(d)", "{'a': 6}\n"},
            {"if 10 > 5:\n    print(\"big\")\nelif 1 / 0:\n    pass\nelse:\n    print(\"small\")", "big\n"},
            {"if 0: print(1)\nelif 2: print(2); print(3)", "2\n3\n"},
            {
                "for i in range(3):\n    for j in [1, 2]:\n        print(i, j, end=\";\")\nelse: print(\"done\")",
                "0 1;0 2;1 1;1 2;2 1;2 2;done\n"
            },
            {
                "i = 0\nwhile True:\n    i += 1\n    if i == 3: continue\n    if i > 5: break\n    print(i)\nelse:\n    print(\"never\")",
                "1\n2\n4\n5\n"
            },
            {"for a, b in [(1, 2), (3, 4)]:\n\tprint(a + b)", "3\n7\n"},
            {"for x in []: pass\nelse: print(\"none\")", "none\n"},
            {"x = [1, 2]\nfor y in x:\n    if len(x) < 5: x.append(y * 10)\nprint(x)", "[1, 2, 10, 20, 100]\n"},
            {"def f(a, b=2):\n    return a + b\nprint(f(1), f(1, 3), f(b=1, a=5))", "3 4 6\n"},
            {
                "def factorial(n):\n    if n < 2: return 1\n    return n * factorial(n - 1)\nprint(factorial(20))",
                "2432902008176640000\n"
            },
            {"def f(): pass\nprint(f())", "None\n"},
            {
                "def outer():\n    x = 1\n    def inner():\n        return x + 1\n    return inner()\nprint(outer())",
                "2\n"
            },
            {"def f():\n    global g\n    g = 5\nf(); print(g)", "5\n"},
            {"x = 1\ndef f():\n    x = 2\nf(); print(x)", "1\n"},
            {"def f(x, l=[]):\n    l.append(x)\n    return l\nf(1); print(f(2))", "[1, 2]\n"},
            {"if (n := 10) > 5: print(n)", "10\n"},
            {"print(1, \"a\", [1], sep=\"-\", end=\"!\")", "1-a-[1]!"},
            {"print()", "\n"},
            {"x = 3;\\\n    assert x == 3;\\\n", ""},
            {"x = (1 +\n  2)\nprint(x) # comment\n\n# comment\n\n    # indented comment\nprint(\"end\")", "3\nend\n"},
            {"print('''a\nb''')", "a\nb\n"},
            {"assert (1 == 2, \"a tuple is true\")", ""},
            {"assert 1 < 2, 1 / 0", ""},
            {
                "l = [3, 1, 2]; l.sort(); l.reverse(); l.insert(1, 7); l.remove(3); l.extend((8,)); print(l, l.pop(), l.pop(0), l)",
                "[2, 1] 8 7 [2, 1]\n"
            },
            {
                "d = {'a': 1}; d.update(b=2); d.setdefault('c', 3); print(d.pop('a'), d.pop('z', None), d)",
                "1 None {'b': 2, 'c': 3}\n"
            },
            {"x = [i for i in range(3)]\ni = \"unchanged\"\n[i for i in x]\nprint(i)", "unchanged\n"},
            {"\n\nprint(\"after empty lines\")\n", "after empty lines\n"},
            {"   print(\"indented first line\")", "indented first line\n"},
            {"x = 5\nx == 5\n\"a text that stands alone\"", ""},
            {"pass", ""},
            {"", ""},
            {"# nothing else", ""},
            {"print(*[1, 2], *\"ab\")", "1 2 a b\n"},
        };
    }

    @Test(dataProvider = "blocks")
    public void blocksPrintWhatPythonPrints(String expression, String value) {
        assertEquals(Code.output(expression), value);
    }
}
