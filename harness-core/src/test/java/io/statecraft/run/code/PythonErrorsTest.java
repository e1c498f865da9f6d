package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Errors are Python's, with its words; the expected ones are those of Python 3.11. */
public final class PythonErrorsTest {
    @DataProvider
    public Object[][] blocks() {
        return new Object[][] {
            {"foo", "NameError: name 'foo' is not defined"},
            {"tcpi_snd_cwind == 10", "NameError: name 'tcpi_snd_cwind' is not defined"},
            {"1 / 0", "ZeroDivisionError: division by zero"},
            {"1 // 0", "ZeroDivisionError: integer division or modulo by zero"},
            {"1 % 0", "ZeroDivisionError: integer modulo by zero"},
            {"1.0 / 0", "ZeroDivisionError: float division by zero"},
            {"1.0 // 0", "ZeroDivisionError: float floor division by zero"},
            {"0 ** -1", "ZeroDivisionError: 0.0 cannot be raised to a negative power"},
            {"'a' + 1", "TypeError: can only concatenate str (not \"int\") to str"},
            {"1 + 'a'", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
            {"[1] + 1", "TypeError: can only concatenate list (not \"int\") to list"},
            {"'a' * 1.5", "TypeError: can't multiply sequence by non-int of type 'float'"},
            {"None + 1", "TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'"},
            {"1 < 'a'", "TypeError: '<' not supported between instances of 'int' and 'str'"},
            {"[1] < (1,)", "TypeError: '<' not supported between instances of 'list' and 'tuple'"},
            {"[1][5]", "IndexError: list index out of range"},
            {"'a'[5]", "IndexError: string index out of range"},
            {"()[0]", "IndexError: tuple index out of range"},
            {"{}['a']", "KeyError: 'a'"},
            {"1[0]", "TypeError: 'int' object is not subscriptable"},
            {"[1][\"a\"]", "TypeError: list indices must be integers or slices, not str"},
            {"1()", "TypeError: 'int' object is not callable"},
            {"len(1)", "TypeError: object of type 'int' has no len()"},
            {"-\"a\"", "TypeError: bad operand type for unary -: 'str'"},
            {"~1.5", "TypeError: bad operand type for unary ~: 'float'"},
            {"int('abc')", "ValueError: invalid literal for int() with base 10: 'abc'"},
            {"int('1.5')", "ValueError: invalid literal for int() with base 10: '1.5'"},
            {"float('abc')", "ValueError: could not convert string to float: 'abc'"},
            {"int(float(\"nan\"))", "ValueError: cannot convert float NaN to integer"},
            {"int([])", "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'"},
            {"'%d' % 'a'", "TypeError: %d format: a real number is required, not str"},
            {"'%d %d' % (1,)", "TypeError: not enough arguments for format string"},
            {"'%d' % (1, 2)", "TypeError: not all arguments converted during string formatting"},
            {"'%q' % 1", "ValueError: unsupported format character 'q' (0x71) at index 1"},
            {"'%' % ()", "ValueError: incomplete format"},
            {"'%x' % 1.5", "TypeError: %x format: an integer is required, not float"},
            {"'%(a)s' % {}", "KeyError: 'a'"},
            {"'{} {}'.format(1)", "IndexError: Replacement index 1 out of range for positional args tuple"},
            {"'{a}'.format(1)", "KeyError: 'a'"},
            {"'{:d}'.format('a')", "ValueError: Unknown format code 'd' for object of type 'str'"},
            {"'{:.2f}'.format('a')", "ValueError: Unknown format code 'f' for object of type 'str'"},
            {"'{'.format()", "ValueError: Single '{' encountered in format string"},
            {"a, b = 1", "TypeError: cannot unpack non-iterable int object"},
            {"a, b = 1, 2, 3", "ValueError: too many values to unpack (expected 2)"},
            {"a, b = [1]", "ValueError: not enough values to unpack (expected 2, got 1)"},
            {"for i in 5: pass", "TypeError: 'int' object is not iterable"},
            {"def f(a): pass\nf()", "TypeError: f() missing 1 required positional argument: 'a'"},
            {"def f(a, b, c): pass\nf(1)", "TypeError: f() missing 2 required positional arguments: 'b' and 'c'"},
            {"def f(a): pass\nf(1, 2)", "TypeError: f() takes 1 positional argument but 2 were given"},
            {"def f(a): pass\nf(b=1)", "TypeError: f() got an unexpected keyword argument 'b'"},
            {
                "def f():\n    x += 1\nf()",
                "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value"
            },
            {
                "def f():\n    print(y)\n    y = 2\nf()",
                "UnboundLocalError: cannot access local variable 'y' where it is not associated with a value"
            },
            {"'a'.foo()", "AttributeError: 'str' object has no attribute 'foo'"},
            {"None.x", "AttributeError: 'NoneType' object has no attribute 'x'"},
            {"[].append()", "TypeError: list.append() takes exactly one argument (0 given)"},
            {"[1].remove(2)", "ValueError: list.remove(x): x not in list"},
            {"[].pop()", "IndexError: pop from empty list"},
            {"[1].index(2)", "ValueError: 2 is not in list"},
            {"{[]: 1}", "TypeError: unhashable type: 'list'"},
            {"{} in {}", "TypeError: unhashable type: 'dict'"},
            {"1 in 1", "TypeError: argument of type 'int' is not iterable"},
            {"1 in \"a\"", "TypeError: 'in <string>' requires string as left operand, not int"},
            {"min([])", "ValueError: min() arg is an empty sequence"},
            {"sum([\"a\"])", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
            {"sorted([1, \"a\"])", "TypeError: '<' not supported between instances of 'str' and 'int'"},
            {"range(1.5)", "TypeError: 'float' object cannot be interpreted as an integer"},
            {"range(1, 2, 0)", "ValueError: range() arg 3 must not be zero"},
            {"chr(-1)", "ValueError: chr() arg not in range(0x110000)"},
            {"ord('ab')", "TypeError: ord() expected a character, but string of length 2 found"},
            {"round(\"a\")", "TypeError: type str doesn't define __round__ method"},
            {"1 << -1", "ValueError: negative shift count"},
            {"10 ** 400 / 1", "OverflowError: integer division result too large for a float"},
            {"float(10 ** 400)", "OverflowError: int too large to convert to float"},
            {"x = (1,)\nx[0] = 2", "TypeError: 'tuple' object does not support item assignment"},
            {"del y", "NameError: name 'y' is not defined"},
            {"abs(\"a\")", "TypeError: bad operand type for abs(): 'str'"},
            {"[1, 2][::0]", "ValueError: slice step cannot be zero"},
            {"2.0 ** 10000", "OverflowError: (34, 'Numerical result out of range')"},
            {"divmod(1, 0)", "ZeroDivisionError: integer division or modulo by zero"},
            {"'-'.join([1])", "TypeError: sequence item 0: expected str instance, int found"},
            {"assert False", "AssertionError: "},
            {"assert 0, \"a message\"", "AssertionError: a message"},
            {"assert 1 == 2, (1, 2)", "AssertionError: (1, 2)"},
            {"assert [], None", "AssertionError: None"},
            {"x = {1: 2}\nx['k']", "KeyError: 'k'"},
        };
    }

    @Test(dataProvider = "blocks")
    public void errorsAreThoseOfPython(String expression, String value) {
        assertEquals(Code.error(expression), value);
    }
}
