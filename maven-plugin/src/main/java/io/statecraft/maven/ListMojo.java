package io.statecraft.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Prints the scenarios that {@code run} would play, with their clauses and tags.
 *
 * @since 0.1.0
 */
@Mojo(name = "list", requiresProject = false, threadSafe = true)
public final class ListMojo extends SelectingMojo {
    /**
     * Made by Maven.
     *
     * @param toolchains may name the JDK to fork
     */
    @Inject
    public ListMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (!skip) {
            int status = launch(selection("list").rest(arguments).rest(paths()).words());
            new Outcome(status, "List", "").require(Outcome.Leniency.NONE, getLog());
        }
    }
}
