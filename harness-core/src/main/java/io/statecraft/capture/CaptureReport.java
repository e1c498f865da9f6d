package io.statecraft.capture;

import io.statecraft.oracle.offline.CaptureFindings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What came of a capture.
 *
 * @param file as it was named
 * @param packets of any kind
 * @param others packets that are no TCP over IP
 * @param fragments of TCP segments: left out
 * @param cut packets of which the capture has less than the headers: left out
 * @param malformed packets whose lengths contradict each other: left out
 * @param unknownLinks packets whose link type cannot be read, by link type: left out
 * @param dropped packets that the capturing host says that it dropped
 * @param problems what is wrong with the file, one sentence each
 * @param firstTime of the packets, nanoseconds since the epoch; 0 if there are none
 * @param lastTime of the packets
 * @param duration nanoseconds that the judging took
 * @param findings what the segments show
 */
public record CaptureReport(
        Path file,
        long packets,
        long others,
        long fragments,
        long cut,
        long malformed,
        Map<Integer, Long> unknownLinks,
        long dropped,
        List<String> problems,
        long firstTime,
        long lastTime,
        long duration,
        CaptureFindings findings) {
    public CaptureReport {
        unknownLinks = Map.copyOf(unknownLinks);
        problems = List.copyOf(problems);
    }
}
