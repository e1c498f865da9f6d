package io.statecraft.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/** A goal that plays scenarios: how. */
abstract class PlayingMojo extends SelectingMojo {
    /**
     * The profile of the target: which answers it gives where the RFCs leave a choice.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.profile")
    String profile;

    /**
     * The variants of each scenario: {@code ipv4}, {@code ipv6}, {@code ipv4-mapped} or {@code all}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.ip")
    String ip;

    /**
     * How packets get to a kernel target: {@code tun} or {@code raw}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.link")
    String link;

    /**
     * Values for names that scenarios use, each {@code NAME=VALUE}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.define")
    List<String> define;

    /**
     * How many scenarios are played at a time. By default the command line decides.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.jobs")
    Integer jobs;

    /**
     * Lets scenarios run shell commands: do so only for scenarios that you trust.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.allowShell", defaultValue = "false")
    boolean allowShell;

    /**
     * The folder for reports.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.report", defaultValue = "${project.build.directory}/statecraft-reports")
    File report;

    /** The folder that Maven was started in. */
    @Parameter(defaultValue = "${session.executionRootDirectory}", readonly = true, required = true)
    File startedIn;

    PlayingMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    /** The folder for reports. */
    final Path reportFolder() {
        return reportFolder(report.toPath(), startedIn.toPath());
    }

    /** Without a project, Maven leaves the project's base directory in a default value as it is written. */
    static Path reportFolder(Path configured, Path startedIn) {
        String unknown = "${project.basedir}";
        int at = configured.toString().indexOf(unknown);
        return at < 0 ? configured : startedIn.resolve(configured.toString().substring(at + unknown.length() + 1));
    }

    /** Plays the scenarios, and reports into the folder. */
    final int play(Path folder) throws MojoExecutionException {
        return launch(selection("run")
                .option("--profile", profile)
                .option("--ip", ip)
                .option("--link", link)
                .eachOption("--define", define)
                .option("--jobs", jobs)
                .flag("--allow-shell", allowShell)
                .option("--report", folder)
                .rest(arguments)
                .rest(paths())
                .words());
    }
}
