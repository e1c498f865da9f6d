package io.statecraft.script;

import io.statecraft.script.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The diagnostics of one script, in the order in which they were found, up to a limit. */
final class DiagnosticLog {
    /** A script with more errors than this is not a script. */
    static final int LIMIT = 100;

    private final Source source;
    private final List<Diagnostic> found = new ArrayList<>();

    DiagnosticLog(Source source) {
        this.source = source;
    }

    void add(ScriptError error) {
        add(error.severity(), error.offset(), error.getMessage(), error.remedy());
    }

    void add(Severity severity, int offset, String message, String remedy) {
        int line = source.line(offset);
        Diagnostic diagnostic = new Diagnostic(
                severity,
                source.name(),
                line,
                source.column(offset),
                message,
                Optional.ofNullable(remedy),
                source.lineText(line));
        // The parser may come upon the same fault again after it recovered.
        if (isFull() || found.contains(diagnostic)) {
            return;
        }
        found.add(diagnostic);
        if (isFull()) {
            found.add(Diagnostic.ofWhole(source.name(), "too many errors; the rest is not reported", null));
        }
    }

    boolean isFull() {
        return found.size() >= LIMIT;
    }

    boolean has(Severity severity) {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == severity);
    }

    List<Diagnostic> all() {
        return List.copyOf(found);
    }
}
