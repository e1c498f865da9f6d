package io.statecraft.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command that plays a scenario of a run again: as this JVM was started, with the options that matter. */
final class Again {
    private static final String JAR = ".jar";

    private final RunCommand run;

    Again(RunCommand run) {
        this.run = run;
    }

    /** All words but the variant and the path. */
    List<String> words() {
        List<String> words = new ArrayList<>(launcher());
        words.add("run");
        option(words, "--target", run.target.target);
        option(words, "--profile", run.target.profile);
        option(words, "--link", run.target.link);
        option(words, "--fault", run.fault);
        option(words, "--oracle", run.oracle);
        option(words, "--seed", String.valueOf(run.seed));
        option(words, "--time-limit", run.timeLimit == null ? null : run.timeLimit.toString());
        if (run.selection.slow) {
            words.add("--slow");
        }
        if (run.allowShell) {
            words.add("--allow-shell");
        }
        for (Map.Entry<String, String> define : run.selection.defines.entrySet()) {
            option(words, "--define", define.getKey() + "=" + define.getValue());
        }
        for (Map.Entry<String, String> option : run.overriding.values().entrySet()) {
            words.add("--" + option.getKey() + (option.getValue().isEmpty() ? "" : "=" + option.getValue()));
        }
        if (run.matrix.matrix) {
            words.add("--matrix");
        }
        return words;
    }

    private static void option(List<String> words, String name, String value) {
        if (value != null) {
            words.add(name);
            words.add(value);
        }
    }

    /** A class path of one jar is that of {@code java -jar}. */
    private static List<String> launcher() {
        String classPath = System.getProperty("java.class.path", "");
        if (classPath.endsWith(JAR) && classPath.indexOf(java.io.File.pathSeparatorChar) < 0) {
            return List.of("java", "-jar", classPath);
        }
        return List.of("statecraft");
    }
}
