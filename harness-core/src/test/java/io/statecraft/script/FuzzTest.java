package io.statecraft.script;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.scenario.Scenario;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.testng.annotations.Test;

/** No text makes the parser throw or hang, and what it accepts survives printing. Seeds are fixed, and in each message. */
public final class FuzzTest {
    private static final int ROUNDS = 10_000;
    private static final long HANGS = 300_000; // milliseconds, after which a test is not slow but stuck
    private static final long SEED = 20260219;

    /** What a mutation puts in: pieces of the language where they do not belong. */
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "`",
            "\"",
            "%{",
            "}%",
            "...",
            "/*",
            "*/",
            "//",
            "#ifdef A\n",
            "#endif",
            "\n",
            "\r\n",
            "+",
            "-",
            "~",
            "*",
            "|",
            "=",
            ",",
            ":",
            "!",
            "0x",
            ".",
            "99999999999999999999",
            "-1",
            "4294967296",
            "win",
            "ack",
            "mss",
            "sack",
            "TS",
            "icmp",
            "udp",
            "sctp",
            "gre",
            "mpls",
            "ipv4",
            "ipv6",
            "state",
            "silence",
            "oracle",
            "--define=A=B\n",
            "\\",
            "\0",
            "é",
            "\ud83d\ude00");

    /** What a parse may take, of the processor's time: the machine may have more to do. */
    private static final long LONGEST_NANOS = 1_000_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test(timeOut = HANGS)
    public void randomBytesAreData() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (round % 2 == 0) { // text is a harder enemy: most bytes stop at the first character
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (bytes[i] % 16 == 0 ? '\n' : 32 + (bytes[i] & 0x7f) % 95);
                }
            }
            check(bytes, "random bytes, round " + round);
        }
    }

    @Test(timeOut = HANGS)
    public void mutatedScriptsAreData() {
        Random random = new Random(SEED + 1);
        for (int round = 0; round < ROUNDS; round++) {
            String text = SampleScripts.ALL.get(round % SampleScripts.ALL.size());
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                text = mutated(text, random);
            }
            check(text.getBytes(StandardCharsets.UTF_8), "mutations, round " + round);
        }
    }

    private static String mutated(String text, Random random) {
        if (text.isEmpty()) {
            return "0";
        }
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(8));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
            case 2 -> text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(to);
            case 3 -> text.substring(0, at) + (char) (32 + random.nextInt(95)) + text.substring(at + 1);
            default -> {
                int from = random.nextInt(text.length());
                int end = Math.min(text.length(), from + random.nextInt(60));
                yield text.substring(0, at) + text.substring(from, end) + text.substring(at);
            }
        };
    }

    @Test(timeOut = HANGS)
    public void hostileScriptsEndInTime() {
        int size = (1 << 20) - 100;
        for (String piece : List.of(
                "`",
                "\"",
                "/*\n",
                "%{\n",
                "#ifdef A\n",
                "[",
                "(",
                "{",
                "+0 <\n",
                "+0 `\n",
                "+0 \"\n",
                "* ",
                "0:",
                "\n",
                "--a=b ",
                "--define=A=B\n",
                "A|",
                "1.",
                ":",
                "ipv6 ",
                "gre ",
                "// id: x\n",
                "/* */",
                ",",
                "+0 > . 1:1(0) <")) {
            check(("0 `true`\n+0 read(" + piece.repeat(size / piece.length())).getBytes(StandardCharsets.UTF_8), piece);
            check(piece.repeat(size / piece.length()).getBytes(StandardCharsets.UTF_8), piece);
        }
        check(("0 `true`" + " +0 `true`".repeat(size / 10)).getBytes(StandardCharsets.UTF_8), "one long line");
    }

    /** Parses within a second, prints all diagnostics, and gets back what it prints. */
    private void check(byte[] bytes, String what) {
        long before = threads.getCurrentThreadCpuTime();
        Parsed parsed;
        try {
            parsed = ScriptParser.parse("fuzz.pkt", bytes, ParseOptions.DEFAULT);
            parsed.render();
        } catch (RuntimeException | StackOverflowError escaped) {
            throw new AssertionError(describe(bytes, what), escaped);
        }
        long taken = threads.getCurrentThreadCpuTime() - before;
        assertTrue(taken < LONGEST_NANOS, taken + " ns for " + describe(bytes, what));
        assertEquals(
                parsed.scenario().isPresent(),
                !parsed.hasErrors() && parsed.skipped().isEmpty());
        parsed.scenario().ifPresent(scenario -> survivesPrinting(scenario, bytes, what));
    }

    private static void survivesPrinting(Scenario scenario, byte[] bytes, String what) {
        if (bytes.length > 100_000) {
            return;
        }
        Parsed again = ScriptParser.parse("printed", ScriptPrinter.print(scenario), ParseOptions.DEFAULT);
        assertTrue(again.diagnostics().isEmpty(), describe(bytes, what) + again.render());
        assertEquals(again.scenario().orElseThrow(), scenario, describe(bytes, what));
    }

    private static String describe(byte[] bytes, String what) {
        return what + ", seed " + SEED + ":\n"
                + new String(Arrays.copyOf(bytes, Math.min(bytes.length, 5000)), StandardCharsets.UTF_8) + "\n";
    }
}
