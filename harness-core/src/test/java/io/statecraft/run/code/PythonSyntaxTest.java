package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is not Python is refused with the kind of error that Python 3.11 has for it. */
public final class PythonSyntaxTest {
    @DataProvider
    public Object[][] blocks() {
        return new Object[][] {
            {"x =", "SyntaxError"},
            {"assert", "SyntaxError"},
            {"assert x ==", "SyntaxError"},
            {"1)", "SyntaxError"},
            {"(1,", "SyntaxError"},
            {"[1, 2", "SyntaxError"},
            {"{1: 2", "SyntaxError"},
            {"(1]", "SyntaxError"},
            {"x == 3 = 4", "SyntaxError"},
            {"f() = 3", "SyntaxError"},
            {"1 = x", "SyntaxError"},
            {"1 += 2", "SyntaxError"},
            {"None = 1", "SyntaxError"},
            {"010", "SyntaxError"},
            {"0x", "SyntaxError"},
            {"1__0", "SyntaxError"},
            {"\"abc", "SyntaxError"},
            {"'''abc", "SyntaxError"},
            {"if 1:\nprint(2)", "IndentationError"},
            {"if 1:\n    print(2)\n   print(3)", "IndentationError"},
            {"print(1)\n  print(2)", "IndentationError"},
            {"if 1 print(2)", "SyntaxError"},
            {"print 1", "SyntaxError"},
            {"else: pass", "SyntaxError"},
            {"for x y: pass", "SyntaxError"},
            {"while: pass", "SyntaxError"},
            {"def f(: pass", "SyntaxError"},
            {"def f(a, a): pass", "SyntaxError"},
            {"def f(a=1, b): pass", "SyntaxError"},
            {"return 5", "SyntaxError"},
            {"break", "SyntaxError"},
            {"continue", "SyntaxError"},
            {"f(a=1, 2)", "SyntaxError"},
            {"f(a=1, a=2)", "SyntaxError"},
            {"x = 1 if 2", "SyntaxError"},
            {"a b", "SyntaxError"},
            {"1 2", "SyntaxError"},
            {"x $ 1", "SyntaxError"},
            {"x ? 1", "SyntaxError"},
            {"a! = b", "SyntaxError"},
            {"not", "SyntaxError"},
            {"in x", "SyntaxError"},
            {"lambda x", "SyntaxError"},
            {"*a = 1,2 =", "SyntaxError"},
            {"f\"{}\"", "SyntaxError"},
            {"f'}'", "SyntaxError"},
            {"if 1:", "IndentationError"},
            {"if 1:\n\n# nothing\n", "IndentationError"},
            {"\tif 1:\n        x = 1\n\ty = 1", "TabError"},
            {"\"\\x4\"", "SyntaxError"},
            {"[x for x in]", "SyntaxError"},
            {"x = = 1", "SyntaxError"},
            {"print(1) print(2)", "SyntaxError"},
            {"a.1", "SyntaxError"},
            {"a.", "SyntaxError"},
            {"pass pass", "SyntaxError"},
            {"global", "SyntaxError"},
            {"del 1", "SyntaxError"},
            {"x = 5 +", "SyntaxError"},
            {"and 1", "SyntaxError"},
            {"f(x for x in [1], 2)", "SyntaxError"},
        };
    }

    @Test(dataProvider = "blocks")
    public void textsThatAreNotPythonAreRefused(String expression, String value) {
        assertEquals(Code.failure(expression).error(), value);
    }
}
