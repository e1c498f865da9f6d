package io.statecraft.capture;

import java.io.IOException;
import java.util.function.Consumer;

/** One of the formats. */
interface CaptureReader {

    /** Calls {@code sink} with {@code packet} for every packet; what is wrong with the file becomes a problem, and ends the reading. */
    void read(CapturedPacket packet, Consumer<CapturedPacket> sink) throws IOException;

    /** How many packets the capturing host says that it dropped. */
    long dropped();
}
