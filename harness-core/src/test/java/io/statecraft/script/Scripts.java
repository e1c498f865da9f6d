package io.statecraft.script;

import static org.testng.Assert.assertTrue;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.TransportPattern;

/** Parses what tests write. */
final class Scripts {
    private Scripts() {}

    static Scenario parse(String text) {
        return parse(text, ParseOptions.DEFAULT);
    }

    static Scenario parse(String text, ParseOptions options) {
        Parsed parsed = ScriptParser.parse("test.pkt", text, options);
        assertTrue(parsed.diagnostics().isEmpty(), parsed.render());
        return parsed.scenario().orElseThrow();
    }

    /** The action of one statement, after a first one at time 0. */
    static Action action(String text) {
        return parse("0 `true`\n+0 " + text + "\n").steps().get(1).action();
    }

    /** The transport part of an expected packet. */
    static TransportPattern outbound(String packet) {
        return ((Action.Expect) action("> " + packet)).packet().transport();
    }
}
