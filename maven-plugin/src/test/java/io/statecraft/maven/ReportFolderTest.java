package io.statecraft.maven;

import static org.testng.Assert.assertEquals;

import java.nio.file.Path;
import org.testng.annotations.Test;

/** Where reports go when there is no project: into the folder that Maven was started in. */
public class ReportFolderTest {
    private static final Path STARTED_IN = Path.of("/home/user/stack");

    @Test
    public void folderOfAProjectIsTaken() {
        Path folder = Path.of("/home/user/stack/module/target/statecraft-reports");
        assertEquals(PlayingMojo.reportFolder(folder, STARTED_IN), folder);
    }

    @Test
    public void withoutAProjectItLiesBelowTheFolderThatMavenWasStartedIn() {
        Path folder = Path.of("/home/user/stack/${project.basedir}/target/statecraft-reports");
        assertEquals(
                PlayingMojo.reportFolder(folder, STARTED_IN), Path.of("/home/user/stack/target/statecraft-reports"));
    }
}
