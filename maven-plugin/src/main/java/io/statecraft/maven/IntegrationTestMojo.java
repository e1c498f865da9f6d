package io.statecraft.maven;

import java.io.File;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Plays scenarios in the phase {@code integration-test}, and leaves the judgement to {@code verify}, so that what the build
 * set up before is torn down in between. Each execution has its own folder of reports.
 *
 * @since 0.1.0
 */
@Mojo(name = "integration-test", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class IntegrationTestMojo extends PlayingMojo {
    /**
     * The scenarios played when {@code scenarios} names none. If there is no such folder, those that come with Statecraft are.
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "${project.basedir}/src/test/scenarios")
    File scenarioDirectory;

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

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    /**
     * Made by Maven.
     *
     * @param toolchains may name the JDK to fork
     */
    @Inject
    public IntegrationTestMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    public void execute() throws MojoExecutionException {
        String id = execution.getExecutionId();
        if (skip || skipTests || skipITs || mavenTestSkip) {
            getLog().info("Skipped.");
            return;
        }
        Summary summary = new Summary(id, play(Summary.folder(report.toPath(), id)));
        try {
            summary.write(report.toPath());
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write the summary for the goal verify: " + e.getMessage(), e);
        }
    }

    @Override
    List<String> paths() {
        boolean own = super.paths().isEmpty() && scenarioDirectory != null && scenarioDirectory.isDirectory();
        return own ? List.of(scenarioDirectory.getPath()) : super.paths();
    }
}
