package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Lists, tuples, dicts, sets and what goes through them work as in Python; the expected values are those of Python 3.11. */
public final class PythonCollectionsTest {
    @DataProvider
    public Object[][] expressions() {
        return new Object[][] {
            {
                "[1, [2, [3]]], [], (), (1,), (1, 2), {}, {1: 'a', 'b': [2]}, {1}, set()",
                "[1, [2, [3]]] [] () (1,) (1, 2) {} {1: 'a', 'b': [2]} {1} set()"
            },
            {
                "[1, 2, 3][1:], [1, 2, 3][-2:], [1, 2, 3, 4, 5][-2:0:-1], [1, 2, 3][10:], [1, 2, 3][:-10:-1]",
                "[2, 3] [2, 3] [4, 3, 2] [] [3, 2, 1]"
            },
            {"(1, 2, 3)[-1], (1, 2, 3)[::2], range(10)[-1]", "3 (1, 3) 9"},
            {"[1] + [2], (1,) + (2,), [0] * 3, 2 * (1, 2)", "[1, 2] (1, 2) [0, 0, 0] (1, 2, 1, 2)"},
            {"{1: 'a', 1.0: 'b', True: 'c'}", "{1: 'c'}"},
            {"len([1, 2]), len({1: 2}), len({1, 1.0, True}), len(range(0, 10, 3))", "2 1 1 4"},
            {
                "list(range(5)), list(range(5, 0, -2)), range(1, 10, 3), range(3)",
                "[0, 1, 2, 3, 4] [5, 3, 1] range(1, 10, 3) range(0, 3)"
            },
            {
                "list('ab'), tuple([1]), dict(a=1), dict([(1, 2)]), sorted({3, 1, 2}), list({1: 2})",
                "['a', 'b'] (1,) {'a': 1} {1: 2} [1, 2, 3] [1]"
            },
            {
                "sorted([3, 1, 2]), sorted(['bb', 'a'], key=len), sorted([1, 2, 3], reverse=True), sorted([(1, 'b'), (1, 'a')])",
                "[1, 2, 3] ['a', 'bb'] [3, 2, 1] [(1, 'a'), (1, 'b')]"
            },
            {
                "list(zip([1, 2], 'ab')), list(enumerate('ab')), list(enumerate('a', 5)), list(map(str, [1, 2])), list(filter(None, [0, 1]))",
                "[(1, 'a'), (2, 'b')] [(0, 'a'), (1, 'b')] [(5, 'a')] ['1', '2'] [1]"
            },
            {"list(reversed([1, 2]))", "[2, 1]"},
            {
                "[x * x for x in range(5) if x % 2], [(x, y) for x in range(2) for y in 'ab'], {x: x + 1 for x in range(2)}",
                "[1, 9] [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')] {0: 1, 1: 2}"
            },
            {
                "sum(x for x in range(10)), any(x > 3 for x in [1, 5]), max((x for x in [1, 3]), key=lambda v: -v)",
                "45 True 1"
            },
            {"[*[1, 2], 3], (*'ab',), [1, 2, 3,][0]", "[1, 2, 3] ('a', 'b') 1"},
            {
                "{'a': 1}.get('a'), {'a': 1}.get('z'), {'a': 1}.get('z', 0), {'a': 1}.items(), list({'a': 1}.keys()), {'a': 1}.values()",
                "1 None 0 dict_items([('a', 1)]) ['a'] dict_values([1])"
            },
            {"[1, 2, 1].count(1), [1, 2].index(2), (1, 2).index(2)", "2 1 1"},
            {
                "{1, 2} | {3} == {1, 2, 3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2}, {1: 2} | {3: 4}",
                "True {2} {1} {1} {1: 2, 3: 4}"
            },
            {
                "isinstance(1, int), isinstance(True, int), isinstance(1.0, (int, str)), isinstance('a', str)",
                "True True False True"
            },
            {"(lambda x, y=2: x * y)(3)", "6"},
        };
    }

    @Test(dataProvider = "expressions")
    public void collectionsGiveWhatPythonGives(String expression, String value) {
        assertEquals(Code.output("print(" + expression + ")"), value + "\n");
    }
}
