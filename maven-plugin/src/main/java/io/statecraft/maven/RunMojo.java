package io.statecraft.maven;

import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Plays scenarios at a TCP stack, judges them, and fails if a verdict failed. Needs no project: with nothing set it plays
 * the scenarios that come with Statecraft at the embedded stack.
 *
 * @since 0.1.0
 */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public final class RunMojo extends PlayingMojo {
    /**
     * Reports failed verdicts, and does not fail because of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.testFailureIgnore", defaultValue = "${maven.test.failure.ignore}")
    boolean testFailureIgnore;

    /**
     * Fails when no scenario is selected.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.failIfNoTests", defaultValue = "true")
    boolean failIfNoTests;

    /**
     * Does not fail when this machine lacks what the target needs, but warns.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.skipIfUnavailable", defaultValue = "false")
    boolean skipIfUnavailable;

    /**
     * Made by Maven.
     *
     * @param toolchains may name the JDK to fork
     */
    @Inject
    public RunMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: statecraft.skip is set.");
            return;
        }
        Path folder = reportFolder();
        new Outcome(play(folder), "Target " + target, "The report is in " + folder + ".")
                .require(new Outcome.Leniency(testFailureIgnore, !failIfNoTests, skipIfUnavailable), getLog());
    }
}
