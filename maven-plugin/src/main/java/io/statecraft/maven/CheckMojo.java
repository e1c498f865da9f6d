package io.statecraft.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Judges captures: both endpoints of every TCP connection in pcap and pcapng files, by the RFCs. Fails if a MUST is broken. Needs no
 * project.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class CheckMojo extends ForkingMojo {
    /**
     * The captures, relative to the project's folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.captures", required = true)
    List<String> captures;

    /**
     * Where to write a copy of the capture, if there is one, with a comment at each packet that breaks a clause.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.annotate")
    File annotate;

    /**
     * The folder for reports.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.report", defaultValue = "${project.build.directory}/statecraft-reports/check")
    File report;

    /**
     * Reports violations, and does not fail because of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.testFailureIgnore", defaultValue = "${maven.test.failure.ignore}")
    boolean testFailureIgnore;

    /** The folder that Maven was started in. */
    @Parameter(defaultValue = "${session.executionRootDirectory}", readonly = true, required = true)
    File startedIn;

    /**
     * Made by Maven.
     *
     * @param toolchains may name the JDK to fork
     */
    @Inject
    public CheckMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: statecraft.skip is set.");
            return;
        }
        Path folder = PlayingMojo.reportFolder(report.toPath(), startedIn.toPath());
        int status = launch(new Arguments("check")
                .option("--annotate", annotate)
                .option("--report", folder)
                .rest(arguments)
                .rest(captures)
                .words());
        new Outcome(status, "Check", "The report is in " + folder + ".")
                .require(new Outcome.Leniency(testFailureIgnore, false, false), getLog());
    }
}
