package io.statecraft.suites;

import static org.testng.Assert.assertEquals;

import io.statecraft.scenario.Scenario;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.script.ScriptPrinter;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The printer loses nothing of what is shipped. */
public final class ShippedScenariosPrintedTest {

    @DataProvider
    public Object[][] scenarios() {
        return ShippedScenarios.all().stream()
                .map(shipped -> new Object[] {shipped})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "scenarios")
    public void scenarioIsTheSameWhenPrintedAndParsedAgain(ShippedScenarios.Shipped shipped) {
        Scenario scenario = shipped.scenario();
        Parsed again = ScriptParser.parse("printed", ScriptPrinter.print(scenario), ParseOptions.DEFAULT);
        assertEquals(again.scenario(), Optional.of(scenario), again.render());
    }
}
