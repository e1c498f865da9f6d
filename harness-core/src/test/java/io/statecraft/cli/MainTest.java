package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import picocli.CommandLine.Command;

public final class MainTest {
    @Test
    public void versionIsThatOfTheBuild() throws Exception {
        assertTrue(new Version().getVersion()[0].matches("statecraft \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"));
    }

    @DataProvider
    public Object[][] commands() {
        return new Object[][] {{"run"}, {"check"}, {"list"}, {"faults"}, {"doctor"}};
    }

    /** What is not asked for is not looked at, and nobody sees the difference. */
    @Test(dataProvider = "commands")
    public void commandByItselfIsWhatItIsAmongAll(String name) {
        var alone = Main.commandLine(name, "--help").getSubcommands();
        assertEquals(alone.keySet(), Set.of(name));
        assertEquals(
                alone.get(name)
                        .getCommandSpec()
                        .userObject()
                        .getClass()
                        .getAnnotation(Command.class)
                        .name(),
                name);
        assertEquals(CommandLineRun.of(name, "--help"), CommandLineRun.of("help", name));
    }

    @Test
    public void withoutACommandAllAreKnown() {
        List<String> all = List.of("run", "check", "list", "faults", "doctor", "help");
        for (String first : List.of("--help", "help", "chekc")) {
            assertEquals(List.copyOf(Main.commandLine(first).getSubcommands().keySet()), all, first);
        }
        assertEquals(List.copyOf(Main.commandLine().getSubcommands().keySet()), all);
        assertTrue(CommandLineRun.of("chekc").err().contains("did you mean"), "suggests");
    }
}
