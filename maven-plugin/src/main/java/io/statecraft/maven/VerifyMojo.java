package io.statecraft.maven;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fails the build if a verdict failed in {@code integration-test}.
 *
 * @since 0.1.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends AbstractMojo {
    /**
     * Does nothing when set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.skip", defaultValue = "false")
    boolean skip;

    /**
     * Skips the tests of the whole build, this goal too.
     *
     * @since 0.1.0
     */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    /**
     * Skips the integration tests of the whole build, this goal too.
     *
     * @since 0.1.0
     */
    @Parameter(property = "skipITs", defaultValue = "false")
    boolean skipITs;

    /**
     * Skips the tests of the whole build, even their compilation, and this goal too.
     *
     * @since 0.1.0
     */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    boolean mavenTestSkip;

    /**
     * The folder for reports, the same as for {@code integration-test}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.report", defaultValue = "${project.build.directory}/statecraft-reports")
    File report;

    /**
     * Reports failed verdicts, and does not fail the build because of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.testFailureIgnore", defaultValue = "${maven.test.failure.ignore}")
    boolean testFailureIgnore;

    /**
     * Fails the build when no scenario was selected.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.failIfNoTests", defaultValue = "true")
    boolean failIfNoTests;

    /**
     * Does not fail the build when this machine lacks what the target needs, but warns.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.skipIfUnavailable", defaultValue = "false")
    boolean skipIfUnavailable;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipTests || skipITs || mavenTestSkip) {
            getLog().info("Skipped.");
            return;
        }
        List<Summary> summaries = summaries();
        if (summaries.isEmpty()) {
            getLog().info("Nothing to verify: no run has left its summary in " + report + ".");
        }
        Outcome.Leniency leniency = new Outcome.Leniency(testFailureIgnore, !failIfNoTests, skipIfUnavailable);
        for (Summary summary : summaries) {
            String where = "The report is in " + Summary.folder(report.toPath(), summary.execution()) + ".";
            new Outcome(summary.status(), "Execution " + summary.execution(), where).require(leniency, getLog());
        }
    }

    private List<Summary> summaries() throws MojoExecutionException {
        try {
            return Summary.readAll(report.toPath());
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot read what integration-test left: " + e.getMessage(), e);
        }
    }
}
