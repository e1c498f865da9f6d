package io.statecraft.cli;

import static org.testng.Assert.assertTrue;

import org.testng.annotations.Test;

public final class MainTest {
    @Test
    public void versionIsThatOfTheBuild() throws Exception {
        assertTrue(new Version().getVersion()[0].matches("statecraft \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"));
    }
}
