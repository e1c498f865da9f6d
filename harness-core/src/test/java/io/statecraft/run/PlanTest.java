package io.statecraft.run;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.target.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Which scripts are found, selected, skipped, and in which variants they are played. */
public final class PlanTest {
    private static final String PLAIN = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n";
    private static final Set<String> EVERYTHING = Set.of("embedded", "ipv4", "ipv6", "ipv4-mapped", "msl");

    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("plan");
    }

    @AfterMethod
    public void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Plan plan(Selection selection, Variants variants, Set<String> capabilities) {
        Scripts scripts = Scripts.find(List.of(folder.toString()));
        assertEquals(scripts.problems(), List.of());
        return Plan.of(
                scripts.found(),
                new Plan.Options(selection, variants, Map.of(), Set.of(), Map.of(), capabilities, Optional.empty()));
    }

    private static List<String> jobs(Plan plan) {
        return plan.jobs().stream().map(job -> job.id() + " " + job.family()).toList();
    }

    @Test
    public void aFolderIsSearchedToItsDepthInOrder() throws IOException {
        write("b.pkt", PLAIN);
        write("a/z.pkt", PLAIN);
        write("a/note.txt", "no script");
        assertEquals(jobs(plan(Selection.ALL, Variants.usual(), EVERYTHING)), List.of("a/z ipv4", "b ipv4"));
    }

    @Test
    public void aScriptThatSpeaksOfOneVersionFailsInTheOther() throws IOException {
        write("four.pkt", "0 < icmp unreachable frag_needed mtu 1400 [1:1(0)]\n");
        write("six.pkt", "0 < icmp packet_too_big mtu 1400 [1:1(0)]\n");
        Plan plan = plan(Selection.ALL, Variants.all(), EVERYTHING);
        assertEquals(jobs(plan), List.of("four ipv4", "four ipv4-mapped", "six ipv6"));
        assertEquals(plan.diagnostics(), List.of(), "it can be read");
        assertEquals(
                plan.known().stream()
                        .map(result -> result.word() + " " + result.variant() + ": " + result.reason())
                        .toList(),
                List.of(
                        "FAIL ipv6: it cannot be played as ipv6: `frag_needed` is not a code of `unreachable` in IPv6",
                        "FAIL ipv4: it cannot be played as ipv4: `packet_too_big` is not an ICMP type in IPv4",
                        "FAIL ipv4-mapped: it cannot be played as ipv4-mapped: `packet_too_big` is not an ICMP type"
                                + " in IPv4"));
        assertEquals(jobs(plan(Selection.ALL, Variants.only(Family.IPV6), EVERYTHING)), List.of("six ipv6"));
    }

    @Test
    public void aScriptWhoseNameSaysIpv6IsReadSo() throws IOException {
        write("pmtu-v6.pkt", "0 < icmp packet_too_big mtu 1400 [1:1(0)]\n");
        Plan plan = plan(Selection.ALL, Variants.usual(), EVERYTHING);
        assertEquals(jobs(plan), List.of("pmtu-v6 ipv6"));
        assertEquals(plan.known(), List.of());
    }

    @Test
    public void anArgumentThatIsNotThereIsAProblem() {
        String missing = folder.resolve("missing.pkt").toString();
        assertEquals(
                Scripts.find(List.of(missing, "shipped:no/such.pkt")).problems(),
                List.of(
                        missing + ": there is no such file or folder",
                        "shipped:no/such.pkt: there is no such scenario"));
    }

    @Test
    public void aFileThatIsNamedTwiceIsPlayedOnce() throws IOException {
        String file = write("a.pkt", PLAIN).toString();
        assertEquals(Scripts.find(List.of(file, file)).found().size(), 1);
    }

    @DataProvider
    public static Object[][] selections() {
        return new Object[][] {
            {Selection.ALL, List.of("one", "two", "x/three")},
            {tags("close"), List.of("one", "two")},
            {tags("reset", "open"), List.of("two", "x/three")},
            {tags("!reset"), List.of("one", "x/three")},
            {tags("close", "!reset"), List.of("one")},
            {include("two"), List.of("two")},
            {include("x/*"), List.of("x/three")},
            {include("*"), List.of("one", "two")},
            {include("**"), List.of("one", "two", "x/three")},
            {exclude("t*", "x/**"), List.of("one")},
        };
    }

    private static Selection tags(String... tags) {
        return new Selection(List.of(tags), List.of(), List.of(), true);
    }

    private static Selection include(String... patterns) {
        return new Selection(List.of(), List.of(patterns), List.of(), true);
    }

    private static Selection exclude(String... patterns) {
        return new Selection(List.of(), List.of(), List.of(patterns), true);
    }

    @Test(dataProvider = "selections")
    public void selects(Selection selection, List<String> ids) throws IOException {
        write("1.pkt", "// A.\n// id: one  tags: close\n" + PLAIN);
        write("2.pkt", "// B.\n// id: two  tags: close, reset\n" + PLAIN);
        write("3.pkt", "// C.\n// id: x/three  tags: open\n" + PLAIN);
        Plan plan = plan(selection, Variants.usual(), EVERYTHING);
        assertEquals(plan.jobs().stream().map(Job::id).toList(), ids);
    }

    @Test
    public void whatTheTargetLacksSkipsAScenario() throws IOException {
        write("1.pkt", "// A.\n// id: one  needs: kernel\n" + PLAIN);
        write("2.pkt", "// B.\n// id: two  needs: msl=1\n" + PLAIN);
        Plan plan = plan(Selection.ALL, Variants.usual(), EVERYTHING);
        assertEquals(jobs(plan), List.of("two ipv4"));
        assertEquals(
                plan.known().get(0).outcome().skipped(),
                Optional.of("it needs kernel, which the target does not have"));
    }

    @Test
    public void whatTakesLongIsPlayedOnlyIfAskedFor() throws IOException {
        write("1.pkt", "// A.\n// id: one  tags: slow\n" + PLAIN);
        Selection quick = new Selection(List.of(), List.of(), List.of(), false);
        assertEquals(jobs(plan(quick, Variants.usual(), EVERYTHING)), List.of());
        assertEquals(jobs(plan(Selection.ALL, Variants.usual(), EVERYTHING)), List.of("one ipv4"));
        Selection bySlow = new Selection(List.of("slow"), List.of(), List.of(), false);
        assertEquals(jobs(plan(bySlow, Variants.usual(), EVERYTHING)), List.of("one ipv4"));
    }

    @DataProvider
    public static Object[][] variants() {
        List<Family> all = List.of(Family.IPV4, Family.IPV6, Family.IPV4_MAPPED);
        return new Object[][] {
            {"a.pkt", "", Variants.usual(), List.of(Family.IPV4)},
            {"a.pkt", "", Variants.all(), all},
            {"a.pkt", "", Variants.only(Family.IPV6), List.of(Family.IPV6)},
            {"a.pkt", "--ip_version=ipv6\n", Variants.usual(), List.of(Family.IPV6)},
            {"a.pkt", "--ip_version=ipv6\n", Variants.all(), List.of(Family.IPV6)},
            {"a.pkt", "--ip_version=ipv6\n", Variants.only(Family.IPV4), List.of()},
            {"a.pkt", "--ip_version=ipv6\n", Variants.forced(Family.IPV4), List.of(Family.IPV4)},
            {"a.pkt", "// A.\n// needs: ipv6\n", Variants.usual(), List.of(Family.IPV6)},
            {"basic-v4.pkt", "", Variants.all(), List.of(Family.IPV4, Family.IPV4_MAPPED)},
            {"basic-v6.pkt", "", Variants.all(), List.of(Family.IPV6)},
        };
    }

    @Test(dataProvider = "variants")
    public void variantsAreThoseThatTheScenarioAllows(
            String name, String options, Variants variants, List<Family> families) throws IOException {
        write(name, options + PLAIN);
        Plan plan = plan(Selection.ALL, variants, EVERYTHING);
        assertEquals(plan.jobs().stream().map(Job::family).toList(), families);
        assertEquals(plan.known().size(), families.isEmpty() ? 1 : 0);
    }

    @Test
    public void aScenarioForAnyVariantHasTheSameMssInAll() throws IOException {
        write("a.pkt", PLAIN);
        write("b.pkt", "--ip_version=ipv6\n" + PLAIN);
        List<Integer> mtus = plan(Selection.ALL, Variants.all(), EVERYTHING).jobs().stream()
                .map(job -> job.settings().mtu())
                .toList();
        assertEquals(mtus, List.of(1500, 1520, 1500, 1500));
    }

    private List<String> localAddresses(Variants variants) {
        return plan(Selection.ALL, variants, EVERYTHING).jobs().stream()
                .map(job -> job.settings().localAddress().orElseThrow().toString())
                .toList();
    }

    @Test
    public void theVariantsOfAScenarioHaveTheAddressesOfPacketdrillsRunner() throws IOException {
        write("a.pkt", "--local_ip=192.168.7.7\n" + PLAIN);
        assertEquals(localAddresses(Variants.usual()), List.of("192.168.7.7"));
        assertEquals(localAddresses(Variants.all()), List.of("192.168.0.1", "fd3d:a0b:17d6::1", "192.168.0.1"));
    }

    @Test
    public void aScriptThatCannotBeReadIsAnErrorAndTheOthersAreStillPlayed() throws IOException {
        write("a.pkt", "0 socket(\n");
        write("b.pkt", PLAIN);
        Plan plan = plan(Selection.ALL, Variants.usual(), EVERYTHING);
        assertEquals(jobs(plan), List.of("b ipv4"));
        assertTrue(
                plan.diagnostics().get(0).contains("a.pkt:"), plan.diagnostics().get(0));
        Result broken = plan.known().get(0);
        assertEquals(broken.outcome().verdict(), Optional.of(Verdict.ERROR));
        assertTrue(broken.isUnreadable());
        assertEquals(broken.isInternal(), false);
    }

    @Test
    public void anOptionWhoseValueMakesNoSenseIsNamed() throws IOException {
        write("a.pkt", "--remote_ip=nowhere\n" + PLAIN);
        Plan plan = plan(Selection.ALL, Variants.usual(), EVERYTHING);
        assertTrue(
                plan.known().get(0).reason().contains("nowhere"),
                plan.known().get(0).reason());
    }

    @Test
    public void theOracleFailsScenariosThatHaveAnIdAndReportsOnOthers() throws IOException {
        write("a.pkt", PLAIN);
        write("b.pkt", "// B.\n// id: b\n" + PLAIN);
        List<Judge.Mode> modes = plan(Selection.ALL, Variants.usual(), EVERYTHING).jobs().stream()
                .map(Job::oracle)
                .toList();
        assertEquals(modes, List.of(Judge.Mode.REPORT, Judge.Mode.STRICT));
    }

    @Test
    public void resultsAreInTheOrderOfThePlan() throws IOException {
        write("a.pkt", "0 socket(\n");
        write("b.pkt", PLAIN);
        write("c.pkt", "// C.\n// needs: kernel\n" + PLAIN);
        Plan plan = plan(Selection.ALL, Variants.usual(), EVERYTHING);
        Job job = plan.jobs().get(0);
        Result played = new Result(
                job.id(), job.script(), "", "ipv4", List.of(), Outcome.skipped("x"), 1, 0, Result.Expectation.NONE);
        assertEquals(plan.merge(List.of(played)).stream().map(Result::id).toList(), List.of("a", "b", "c"));
    }
}
