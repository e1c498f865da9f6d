package broken.wire;

import broken.cli.Top;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import jnr.ffi.Pointer;

/** At the bottom, reaching for all that it must not. */
public abstract class Bottom {
    abstract Top upwards();

    abstract Pointer natively();

    Instant late(List<String> words) throws InterruptedException {
        Thread.sleep(System.nanoTime() - System.currentTimeMillis());
        Collections.shuffle(words);
        Collections.shuffle(words, new Random(7));
        return Instant.now().plusNanos(new Random().nextInt() + Math.round(Math.random()));
    }
}
