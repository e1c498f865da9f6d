package io.statecraft.run.code;

import static org.testng.Assert.assertNotNull;
import static org.testng.Assert.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.testng.annotations.Test;

/** No text makes the interpreter throw, or takes it long. Seeds are fixed, and in each message. */
public final class CodeFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final long STUCK = 300_000; // milliseconds
    private static final long SEED = 20260219;

    /** What a block may take, of the processor's time: the machine may have more to do. */
    private static final long LONGEST_NANOS = 1_000_000_000;

    private static final Map<String, Long> SNAPSHOT =
            Map.of("tcpi_snd_cwnd", 10L, "tcpi_ca_state", 3L, "tcpi_options", 37L);

    /** Blocks as scripts have them, and some of each other kind. */
    private static final List<String> BLOCKS = List.of(
            " assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd ",
            "\nassert tcpi_ca_state == TCP_CA_Recovery, tcpi_ca_state\nassert 9 <= tcpi_snd_cwnd <= 12, 'cwnd=%d' % "
                    + "tcpi_snd_cwnd # comment\n",
            " print(tcpi_snd_cwnd); cwnd = 10; cwnd += 1; assert tcpi_snd_cwnd == cwnd, tcpi_snd_cwnd ",
            " assert (tcpi_options & TCPI_OPT_SYN_DATA) != 0, tcpi_options;\\\n  assert 1 in [1, 2];\\\n",
            "if tcpi_snd_cwnd > 5:\n    for i in range(3):\n        print(i, end=' ')\nelif 0: pass\nelse:\n    x = 1\n",
            "def f(a, b=2):\n    while a < 10:\n        a += b\n        if a == 7: break\n    return a\nprint(f(1), f(b=3, a=0))",
            "x = {'a': [1, (2.5, 3)], 'b': {1, 2}}\nprint(x['a'][-1][0:1], sorted(x['b']), [y for y in x if y in 'ab'])",
            "print('%5.2f|%-8s|%x' % (1.5, 'a', 255), '{:>5}{!r}'.format(1, 'b'), f'{3 * 4:05d} {\"q\"}')",
            "s = 'a,b c'\nprint(s.split(','), s.upper()[::-1], len(s), '-'.join(str(i) for i in (1, 2)), lambda q: q)");

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            ";",
            "=",
            "==",
            "+",
            "-",
            "*",
            "**",
            "/",
            "//",
            "%",
            "&",
            "|",
            "^",
            "~",
            "<",
            ">",
            "<<",
            ".",
            "and ",
            "or ",
            "not ",
            " in ",
            " is ",
            " if ",
            " else ",
            "for x in ",
            "while 1:",
            "def f(",
            "return ",
            "assert ",
            "lambda: ",
            "None",
            "x",
            "0",
            "1e400",
            "0x",
            "99999999999",
            "\"",
            "'",
            "'''",
            "f'{",
            "\\",
            "\n",
            "\n    ",
            "\t",
            "#",
            "print(",
            "import ",
            "@",
            "!",
            ":=",
            "...",
            "$",
            "\0",
            "é",
            "\ud83d\ude00",
            "\ud800",
            "\r\n",
            "%s",
            "%999999999d",
            "{:99999}",
            "range(10**9)",
            "*10**9",
            "**9**9**9");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test(timeOut = STUCK)
    public void randomTextIsData() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int size = random.nextInt(60); size > 0; size--) {
                boolean piece = random.nextInt(3) > 0;
                text.append(piece ? PIECES.get(random.nextInt(PIECES.size())) : randomCharacter(random));
            }
            check(text.toString(), "random text, round " + round);
        }
    }

    @Test(timeOut = STUCK)
    public void mutatedBlocksAreData() {
        Random random = new Random(SEED + 1);
        for (int round = 0; round < ROUNDS; round++) {
            String text = BLOCKS.get(round % BLOCKS.size());
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                text = mutated(text, random);
            }
            check(text, "mutations, round " + round);
        }
    }

    private static String randomCharacter(Random random) {
        return String.valueOf((char) (random.nextInt(20) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(95)));
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(8));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, at) + piece + text.substring(at);
            case 2 -> text.substring(0, at) + piece + text.substring(to);
            default -> text.substring(0, at) + text.substring(at, to).repeat(2) + text.substring(to);
        };
    }

    private void check(String text, String what) {
        long start = threads.getCurrentThreadCpuTime();
        try {
            CodeResult result = new CodeRun().run(CodeBlock.parse(text), SNAPSHOT, KernelConstants.LINUX);
            assertNotNull(result);
            if (result instanceof CodeResult.Failed failed) {
                assertNotNull(failed.message());
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + text, e);
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        assertTrue(nanos < LONGEST_NANOS, what + " took " + nanos + " ns: " + text);
    }
}
