package io.statecraft.run.code;

import java.util.Map;
import java.util.stream.Collectors;

/** Says on one line what failed, and the values in it. */
final class Explanation {
    private Explanation() {}

    static String of(CodeResult.Failed failed) {
        StringBuilder out = new StringBuilder(failed.expression());
        String separator = out.length() == 0 ? "" : ": ";
        Map<String, String> values = failed.values();
        if (!values.isEmpty()) {
            out.append(separator)
                    .append(values.entrySet().stream()
                            .map(value -> value.getKey() + " is " + value.getValue())
                            .collect(Collectors.joining(", ")));
            separator = "; ";
        }
        if (!failed.error().equals("AssertionError")) {
            out.append(separator).append(failed.error());
            separator = ": ";
        }
        // The usual message of an assertion is the value that was just shown.
        if (!failed.detail().isEmpty() && !values.containsValue(failed.detail())) {
            out.append(separator).append(failed.detail());
        }
        return out.toString();
    }
}
