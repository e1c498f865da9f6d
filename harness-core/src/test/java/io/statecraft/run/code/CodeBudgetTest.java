package io.statecraft.run.code;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.util.Map;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** No block computes without end, takes all memory, or recurses until the stack is full. */
public final class CodeBudgetTest {
    private static final long STUCK = 300_000;

    @DataProvider
    public Object[][] hostileBlocks() {
        return new Object[][] {
            {"while True: pass", "steps"},
            {"while True: print('x' * 1000)", "steps"},
            {"x = 'a'\nwhile 1: x += x", "steps"},
            {"x = [1]\nwhile 1: x += x", "steps"},
            {"x = [1]\nfor i in x: x.append(i)", "steps"},
            {"x = [1]\nwhile 1: x = [x, x]; repr(x)", "steps"},
            {"x = y = (1,)\nfor i in range(40): x = (x, x); y = (y, y)\nx == y", "steps"},
            {"x = (1,)\nfor i in range(40): x = (x, x)\n{x: 1}", "steps"},
            {"'a' * 10**9", "steps"},
            {"[0] * 10**9", "steps"},
            {"list(range(10**18))", "steps"},
            {"[x for x in range(10**9) for y in range(10**9)]", "steps"},
            {"sum(range(10**18))", "steps"},
            {"any(x < 0 for x in range(10**9))", "steps"},
            {"x = 'a' * 1000000\nx.find('a' * 500000 + 'b')", "steps"},
            {"x = 'a' * 1000000\nx.replace('a', 'b' * 1000)", "steps"},
            {"x = 1e-300\nwhile 1: str(x)", "steps"},
            {"x = '9' * 100000\nwhile 1: float(x)", "steps"},
            {"x = set(range(20000))\nwhile 1: x <= x", "steps"},
            {"'x'.rjust(10**9)", "steps"},
            {"10 ** 10 ** 10", "bits"},
            {"1 << 10 ** 9", "bits"},
            {"x = 3\nwhile 1: x *= x", "bits"},
            {"int('9' * 100000)", "bits"},
            {"'%1000000000d' % 1", "wider"},
            {"'{:1000000000}'.format(1)", "wider"},
            {"'%.1000000000f' % 1", "wider"},
            {"def f(): f()\nf()", "levels deep"},
            {"def f(x): return [f(x)]\nf(1)", "levels deep"},
            {"f = lambda: f()\nf()", "levels deep"},
            {"x = []\nx.append(x)\nprint(x)", "levels deep"},
            {"x = [1]\nfor i in range(10000): x = map(abs, x)\nlist(x)", "levels deep"},
            {"x = [1]\nfor i in range(10000): x = zip(x)\nlist(x)", "levels deep"},
            {"x = [1]\nfor i in range(10000): x = (y for y in x)\nlist(x)", "levels deep"},
            {"-".repeat(50_000) + "1", "levels deep"},
            {"not ".repeat(20_000) + "1", "levels deep"},
            {"1" + "+1".repeat(40_000), "levels deep"},
            {"x" + "[0]".repeat(30_000), "levels deep"},
            {"(".repeat(150) + "1" + ")".repeat(150), "levels deep"},
            {"1 if 1 else ".repeat(5_000) + "1", "levels deep"},
            {"lambda: ".repeat(5_000) + "1", "levels deep"},
            {"x = 1\n".repeat(20_000), "characters"},
        };
    }

    @Test(dataProvider = "hostileBlocks", timeOut = STUCK)
    public void aHostileBlockIsGivenUp(String block, String reason) {
        String construct = Code.unsupported(block);
        assertTrue(construct.contains(reason), construct);
    }

    @Test
    public void anOrdinaryLoopIsNotGivenUp() {
        assertEquals(Code.output("x = 0\nfor i in range(5000): x += i\nprint(x)"), "12497500\n");
        assertEquals(Code.output("def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(15))"), "610\n");
    }

    @Test
    public void aScenarioOfManyGreedyBlocksIsGivenUpInTheEnd() {
        CodeRun run = new CodeRun();
        CodeBlock greedy = CodeBlock.parse("x = [0] * 90000");
        CodeResult last = new CodeResult.Passed("");
        int blocks = 0;
        while (last instanceof CodeResult.Passed && blocks < 1000) {
            last = run.run(greedy, Map.of(), KernelConstants.LINUX);
            blocks++;
        }
        assertTrue(blocks > 5 && blocks < 20, blocks + " blocks");
        assertTrue(last instanceof CodeResult.Unsupported, last.toString());
        // And stays so.
        assertEquals(run.run(greedy, Map.of(), KernelConstants.LINUX), last);
    }
}
