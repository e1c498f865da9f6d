package io.statecraft.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Looks at what this machine offers to each target, and says what to do about what is missing.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends ForkingMojo {
    /**
     * Made by Maven.
     *
     * @param toolchains may name the JDK to fork
     */
    @Inject
    public DoctorMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (!skip) {
            int status = launch(new Arguments("doctor").rest(arguments).words());
            new Outcome(status, "Doctor", "").require(Outcome.Leniency.NONE, getLog());
        }
    }
}
