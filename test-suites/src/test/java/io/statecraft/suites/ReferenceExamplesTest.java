package io.statecraft.suites;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Outcome;
import io.statecraft.run.Verdict;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.target.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** That what the reference of the language shows is true. */
public class ReferenceExamplesTest {
    private static final Path REFERENCE = Path.of("../docs/scenario-language.md");
    private static final Path PACKETDRILL = Path.of("../docs/packetdrill.md");
    private static final Path README = Path.of("../README.md");
    private static final Pattern BLOCK = Pattern.compile("```([a-z]*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OPTION_ROW = Pattern.compile("^\\| (`--[^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("`(--[a-z_]+(?:=[^`]+)?)`");
    private static final String FIRST_STEP = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 9\n";

    @DataProvider
    public static Iterator<Object[]> wholeScenarios() throws IOException {
        return Stream.of(blocks(REFERENCE), blocks(README), blocks(PACKETDRILL))
                .flatMap(found -> found)
                .filter(block -> block.group(2).contains("\n 0 "))
                .map(block -> new Object[] {block.group(2)})
                .iterator();
    }

    @DataProvider
    public static Iterator<Object[]> fragments() throws IOException {
        return blocks(REFERENCE)
                .filter(block -> block.group(1).isEmpty())
                .map(block -> new Object[] {block.group(2)})
                .iterator();
    }

    /** The options with a value or without one that the tables of the page for packetdrill's users begin with. */
    @DataProvider
    public static Iterator<Object[]> packetdrillsOptions() throws IOException {
        return OPTION_ROW
                .matcher(Files.readString(PACKETDRILL))
                .results()
                .flatMap(row -> OPTION.matcher(row.group(1)).results())
                .map(option -> new Object[] {option.group(1)})
                .iterator();
    }

    @Test(dataProvider = "packetdrillsOptions")
    public void anOptionOfPacketdrillIsRead(String option) {
        assertTrue(parse(option + "\n" + FIRST_STEP).scenario().isPresent());
    }

    @Test(dataProvider = "wholeScenarios")
    public void aWholeScenarioPasses(String text) {
        Parsed parsed = parse(text);
        Outcome outcome = Embedded.play(parsed.scenario().orElseThrow(), Family.IPV4);
        assertEquals(outcome.findings(), List.of());
        assertEquals(outcome.verdict(), Optional.of(Verdict.PASS));
    }

    @Test(dataProvider = "fragments")
    public void aFragmentParses(String text) {
        assertTrue(parse(FIRST_STEP + text).scenario().isPresent());
    }

    @Test
    public void thereAreExamplesOfBothKinds() throws IOException {
        assertTrue(wholeScenarios().hasNext());
        assertTrue(fragments().hasNext());
        assertTrue(packetdrillsOptions().hasNext());
    }

    private static Parsed parse(String text) {
        Parsed parsed = ScriptParser.parse("example", text, ParseOptions.DEFAULT);
        assertEquals(parsed.render(), "");
        return parsed;
    }

    private static Stream<MatchResult> blocks(Path file) throws IOException {
        return BLOCK.matcher(Files.readString(file)).results();
    }
}
