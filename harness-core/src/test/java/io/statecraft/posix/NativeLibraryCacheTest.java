package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The native library lies in the user's cache, whole, and where nobody else can change it. */
public final class NativeLibraryCacheTest {
    private Path home;

    @BeforeMethod
    public void makeHome() throws IOException {
        home = Files.createTempDirectory("statecraft-test");
    }

    @AfterMethod(alwaysRun = true)
    public void deleteHome() throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    public void libraryIsPlacedOnceAndMendedIfItIsBroken() throws IOException {
        Path folder = NativeLibraryCache.place(home).orElseThrow();
        Path file = folder.resolve("libjffi-1.2.so");
        byte[] whole = Files.readAllBytes(file);
        assertTrue(whole.length > 50_000);
        var written = Files.getLastModifiedTime(file);
        assertEquals(NativeLibraryCache.place(home), Optional.of(folder));
        assertEquals(Files.getLastModifiedTime(file), written, "not written again");

        Files.write(file, new byte[10]);
        Files.write(folder.resolve("1.part"), new byte[10]); // of somebody who was killed
        NativeLibraryCache.place(home);
        assertEquals(Files.readAllBytes(file), whole);
        try (var files = Files.list(folder)) {
            assertEquals(files.toList(), java.util.List.of(file), "nothing else");
        }
    }

    @Test
    public void folderThatOthersCanWriteToIsNotUsed() throws IOException {
        Path folder = NativeLibraryCache.place(home).orElseThrow();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(NativeLibraryCache.place(home), Optional.empty());
    }

    @Test
    public void cacheFolderIsWhereTheUserHasIt() {
        assertEquals(NativeLibraryCache.home(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/")), Optional.of(Path.of("/x")));
        assertEquals(NativeLibraryCache.home(Map.of("HOME", home.toString())), Optional.of(home.resolve(".cache")));
        assertEquals(NativeLibraryCache.home(Map.of("HOME", "/nonexistent")), Optional.empty());
        assertEquals(NativeLibraryCache.home(Map.of()), Optional.empty());
    }
}
