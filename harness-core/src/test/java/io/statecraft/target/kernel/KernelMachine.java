package io.statecraft.target.kernel;

import io.statecraft.posix.PosixException;
import io.statecraft.target.Family;
import io.statecraft.target.TargetRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.testng.SkipException;

/** Whether this machine lets us test against its kernel: those tests skip, saying why, where it does not. */
final class KernelMachine {
    private KernelMachine() {}

    /** Skips the test where namespaces are not permitted; {@code -Dstatecraft.require=kernel} makes it fail instead. */
    static void require() {
        Thread attempt = null;
        RuntimeException[] failure = new RuntimeException[1];
        attempt = new Thread(() -> {
            try {
                NetworkNamespace.enterNew().close();
            } catch (PosixException | UnsatisfiedLinkError e) {
                failure[0] = new SkipException("no network namespaces here: " + e.getMessage());
            }
        });
        attempt.start();
        try {
            attempt.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure[0] != null) {
            if (System.getProperty("statecraft.require", "").contains("kernel")) {
                throw new AssertionError(failure[0].getMessage());
            }
            throw failure[0];
        }
    }

    /** A request for a target with no wishes of its own. */
    static TargetRequest request(Family family) {
        return request(family, Map.of());
    }

    /** A request for a target with settings. */
    static TargetRequest request(Family family, Map<String, String> settings) {
        return new TargetRequest(
                family, Optional.empty(), Optional.empty(), 1500, 1, Path.of("").toAbsolutePath(), false, settings);
    }
}
