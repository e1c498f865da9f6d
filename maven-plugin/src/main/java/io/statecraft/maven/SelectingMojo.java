package io.statecraft.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/** A goal about scenarios: which, and for which target. */
abstract class SelectingMojo extends ForkingMojo {
    /**
     * What is tested: {@code embedded}, {@code kernel}, and whatever else {@code doctor} names.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.target", defaultValue = "embedded")
    String target;

    /**
     * Scenario files and folders of them, relative to the project's folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.scenarios")
    List<String> scenarios;

    /**
     * Plays only scenarios with one of these tags; a tag after {@code !} is left out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.tags")
    List<String> tags;

    SelectingMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    final Arguments selection(String command) {
        return new Arguments(command).option("--target", target).eachOption("--tags", tags);
    }

    /** The scenarios to play when none is named: those that come with Statecraft. */
    List<String> paths() {
        return scenarios == null ? List.of() : scenarios;
    }
}
