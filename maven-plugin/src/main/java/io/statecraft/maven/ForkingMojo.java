package io.statecraft.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** What every goal shares: the JVM that it starts. */
abstract class ForkingMojo extends AbstractMojo {
    private final ToolchainManager toolchains;

    /**
     * Does nothing when set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.skip", defaultValue = "false")
    boolean skip;

    /**
     * The {@code java} to start. By default that of the JDK toolchain, if the build has one, and else the one that runs Maven.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.jvm")
    File jvm;

    /**
     * Options for the forked JVM, after the fixed ones, for instance {@code -Xmx1g}. The fixed heap is of 512 MB: for less,
     * name both {@code -Xms} and {@code -Xmx}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.jvmArgs")
    List<String> jvmArgs;

    /**
     * Words for the command line as they are, before the scenarios: what has no parameter of its own here.
     *
     * @since 0.1.0
     */
    @Parameter(property = "statecraft.arguments")
    List<String> arguments;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    List<Artifact> pluginArtifacts;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${basedir}", readonly = true)
    File basedir;

    ForkingMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    /** Runs the command line with these words; what it prints goes where Maven prints, even when Maven is quiet. */
    final int launch(List<String> words) throws MojoExecutionException {
        List<Path> classPath = pluginArtifacts.stream()
                .map(artifact -> artifact.getFile().toPath())
                .toList();
        ForkedJvm fork = new ForkedJvm(java(), jvmArgs == null ? List.of() : jvmArgs, classPath, directory());
        getLog().debug("Starting " + fork.command(words));
        try {
            return fork.run(words, System.out);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot start " + fork.java() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted", e);
        }
    }

    /** The project's folder, or the one that Maven was started in. */
    final Path directory() {
        return basedir == null ? Path.of(session.getExecutionRootDirectory()) : basedir.toPath();
    }

    private Path java() {
        if (jvm != null) {
            return jvm.toPath();
        }
        Toolchain jdk = toolchains.getToolchainFromBuildContext("jdk", session);
        String tool = jdk == null ? null : jdk.findTool("java");
        return tool == null ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(tool);
    }
}
