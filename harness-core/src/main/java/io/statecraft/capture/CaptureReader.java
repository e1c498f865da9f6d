package io.statecraft.capture;

import java.io.IOException;

/** One of the formats. */
interface CaptureReader {

    /**
     * Moves {@code packet} on to the next one of the file. What is wrong with the file becomes a problem, and ends the reading.
     *
     * @param packet the same each time
     * @return whether there is one; if not, this is not to be asked again
     */
    boolean next(CapturedPacket packet) throws IOException;

    /** How many packets the capturing host says that it dropped. */
    long dropped();
}
