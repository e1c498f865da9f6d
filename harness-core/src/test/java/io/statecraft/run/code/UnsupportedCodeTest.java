package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Python that the interpreter does not know is named, and is neither passed nor failed. */
public final class UnsupportedCodeTest {

    @DataProvider
    public Object[][] blocks() {
        return new Object[][] {
            {"import os", "import"},
            {"from os import path", "from"},
            {"class A: pass", "class"},
            {"try:\n    x = 1\nexcept: pass", "try"},
            {"with open('x') as f: pass", "with"},
            {"raise ValueError('x')", "raise"},
            {"async def f(): pass", "async"},
            {"@f\ndef g(): pass", "decorators"},
            {"match x:\n    case 1: pass", "match"},
            {"x: int = 1", "annotations"},
            {"def f(*a): pass", "'*' in a list of parameters"},
            {"def f():\n    yield 1", "yield"},
            {"a, *b = [1, 2]", "a starred target"},
            {"b'abc'", "bytes"},
            {"1j", "complex numbers"},
            {"(-8) ** 0.5", "complex numbers"},
            {"open('/etc/passwd')", "open"},
            {"eval('1')", "eval"},
            {"__import__('os')", "__import__"},
            {"().__class__", "tuple.__class__"},
            {"'a'.encode()", "str.encode"},
            {"sys.exit(0)", "sys"},
            {"ValueError", "ValueError"},
            {"print(x for x in [1])", "a generator as text"},
            {"print({1, 2})", "a set as text"},
            {"'a' * 3 is 'aaa'", "'is' between values of type str"},
            {"x = [1]\nx[0:1] = [2]", "assignment to a slice"},
        };
    }

    @Test(dataProvider = "blocks")
    public void theConstructIsNamed(String block, String construct) {
        assertEquals(Code.unsupported(block), construct);
    }

    @Test
    public void theLineIsThatOfTheConstruct() {
        assertEquals(Code.run("x = 1\n\nimport os"), new CodeResult.Unsupported(3, "import"));
        assertEquals(Code.run("x = 1\nif x:\n    y = hash(x)"), new CodeResult.Unsupported(3, "hash"));
    }
}
