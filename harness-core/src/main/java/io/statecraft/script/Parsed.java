package io.statecraft.script;

import io.statecraft.scenario.Header;
import io.statecraft.scenario.Scenario;
import io.statecraft.script.Diagnostic.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What came of parsing a script.
 *
 * @param scenario present if, and only if, there is neither an error nor something that is not covered
 * @param diagnostics in the order of the text; none beside a scenario
 * @param header what the leading comments say, also of a script that is in error
 */
public record Parsed(Optional<Scenario> scenario, List<Diagnostic> diagnostics, Header header) {
    public Parsed {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Nothing but one thing to say. */
    static Parsed failed(Diagnostic diagnostic) {
        return new Parsed(Optional.empty(), List.of(diagnostic), Header.NONE);
    }

    /** Why the script is skipped: the construct that is not covered. Empty if it is to be played, or is in error. */
    public Optional<Diagnostic> skipped() {
        return hasErrors() ? Optional.empty() : first(Severity.UNSUPPORTED);
    }

    public boolean hasErrors() {
        return first(Severity.ERROR).isPresent();
    }

    /** All diagnostics as text, each with its source line. */
    public String render() {
        StringBuilder out = new StringBuilder();
        diagnostics.forEach(diagnostic -> out.append(diagnostic.render()));
        return out.toString();
    }

    private Optional<Diagnostic> first(Severity severity) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .findFirst();
    }
}
