package io.statecraft.maven;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.maven.Outcome.Leniency;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class OutcomeTest {
    private static final Leniency ALL = new Leniency(true, true, true);

    @DataProvider
    public Object[][] statuses() {
        return new Object[][] {
            {1, MojoFailureException.class, "Target kernel: a verdict failed. The report is in out."},
            {2, MojoExecutionException.class, "Target kernel: a parameter or a scenario is wrong; the reason is above."
            },
            {
                3,
                MojoExecutionException.class,
                "Target kernel: this machine lacks something; what, and the remedy, is above."
            },
            {4, MojoExecutionException.class, "Target kernel: Statecraft itself failed; what it printed is above."},
            {5, MojoFailureException.class, "Target kernel: no scenario was selected."},
            {
                134,
                MojoExecutionException.class,
                "Target kernel: the forked JVM ended with status 134, that is, by signal 6."
            },
            {77, MojoExecutionException.class, "Target kernel: the forked JVM ended with status 77. The report"},
        };
    }

    @Test(dataProvider = "statuses")
    public void eachStatusHasItsExceptionAndMessage(int status, Class<? extends Exception> type, String message) {
        Exception thrown = expectThrows(type, () -> require(status, Leniency.NONE));
        assertTrue(thrown.getMessage().startsWith(message), thrown.getMessage());
    }

    @Test
    public void passedIsSilentAndMakesNoException() throws Exception {
        assertEquals(require(0, Leniency.NONE), "");
    }

    @Test
    public void whatIsLetPassIsSaidInTheLog() throws Exception {
        assertTrue(require(1, new Leniency(true, false, false)).startsWith("error: Target kernel: a verdict failed."));
        assertTrue(require(5, new Leniency(false, true, false))
                .startsWith("error: Target kernel: no scenario was selected."));
        assertTrue(require(3, new Leniency(false, false, true)).startsWith("warn: Target kernel: skipped"));
    }

    @Test
    public void leniencyForOneThingIsNoneForAnother() {
        assertThrows(MojoFailureException.class, () -> require(1, new Leniency(false, true, true)));
        assertThrows(MojoFailureException.class, () -> require(5, new Leniency(true, false, true)));
        assertThrows(MojoExecutionException.class, () -> require(3, new Leniency(true, true, false)));
    }

    @Test
    public void mistakesAreNeverLetPass() {
        assertThrows(MojoExecutionException.class, () -> require(2, ALL));
        assertThrows(MojoExecutionException.class, () -> require(4, ALL));
        assertThrows(MojoExecutionException.class, () -> require(137, ALL));
    }

    /** What the log was told. */
    private static String require(int status, Leniency leniency) throws MojoExecutionException, MojoFailureException {
        StringBuilder said = new StringBuilder();
        new Outcome(status, "Target kernel", "The report is in out.").require(leniency, new SystemStreamLog() {
            @Override
            public void error(CharSequence content) {
                said.append("error: ").append(content);
            }

            @Override
            public void warn(CharSequence content) {
                said.append("warn: ").append(content);
            }
        });
        return said.toString();
    }
}
