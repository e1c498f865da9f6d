package io.statecraft.capture;

import io.statecraft.clock.Clock;
import io.statecraft.oracle.offline.OfflineOracle;
import io.statecraft.oracle.offline.SegmentView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows one capture to the offline oracle, packet by packet. Used once.
 *
 * <p>There are two loops. The inner one passes what is ordinary, and is all that most packets see: it is small, so that the just-in-time
 * compiler is soon done with it. In one loop with the checks it takes longer to compile than a capture of some million packets to judge.
 */
public final class CaptureJudge {
    private final CapturedPacket packet = new CapturedPacket();
    private final SegmentView segment = new SegmentView();
    private SegmentView.Kind kind = SegmentView.Kind.OTHER;
    private final Map<Integer, Long> unknownLinks = new TreeMap<>();
    private final OfflineOracle oracle;
    private final CaptureFile capture;
    private long packets;
    private long others;
    private long fragments;
    private long cut;
    private long malformed;
    private boolean timed;
    private long firstTime;
    private long lastTime;

    private CaptureJudge(CaptureFile capture, boolean fastPath) {
        this.capture = capture;
        this.oracle = new OfflineOracle(capture, fastPath);
    }

    /**
     * Judges all of {@code file}.
     *
     * @param fastPath whether what is ordinary may go by header prediction: the verdicts are the same
     * @param clock measures how long it takes
     * @throws CaptureException if it cannot be read
     */
    public static CaptureReport judge(Path file, boolean fastPath, Clock clock) {
        long began = clock.now();
        try (CaptureFile capture = CaptureFile.open(file)) {
            CaptureJudge judge = new CaptureJudge(capture, fastPath);
            judge.judgeAll();
            return judge.report(file, clock.now() - began);
        }
    }

    private void judgeAll() {
        while (passOrdinary()) {
            if (kind == SegmentView.Kind.TCP) {
                oracle.examine(segment);
            } else {
                leaveOut();
            }
            if (!timed && packet.isPacket()) { // the first of a capture is never ordinary
                timed = true;
                firstTime = packet.time;
            }
        }
    }

    /** Goes on to the next packet that is no ordinary segment; whether there is one. */
    private boolean passOrdinary() {
        while (capture.next(packet)) {
            packets++;
            kind = packet.isPacket() ? read(packet) : SegmentView.Kind.OTHER;
            if (kind != SegmentView.Kind.TCP || !oracle.predicts(segment)) {
                return true;
            }
        }
        return false;
    }

    private SegmentView.Kind read(CapturedPacket p) {
        lastTime = p.time;
        int ip = LinkLayer.ipAt(p.linkType, p.bytes, p.start, p.length);
        if (ip == LinkLayer.NO_IP) {
            return SegmentView.Kind.OTHER;
        }
        segment.locate(p.number, p.time, p.fileOffset + ip - p.start, p.interfaceId);
        return segment.read(p.bytes, ip, p.start + p.length - ip, p.start + p.originalLength - ip);
    }

    private void leaveOut() {
        if (packet.isPacket() && !LinkLayer.isKnown(packet.linkType)) {
            unknownLinks.merge(packet.linkType, 1L, Long::sum);
            return;
        }
        switch (kind) {
            case OTHER -> others++;
            case MALFORMED -> malformed++;
            case FRAGMENT -> {
                fragments++;
                oracle.missing("packet " + packet.number + " is a fragment, and left out");
            }
            case CUT -> {
                cut++;
                oracle.missing("packet " + packet.number + " is cut off within its headers");
            }
            default -> throw new AssertionError();
        }
    }

    private CaptureReport report(Path file, long duration) {
        List<String> problems = new ArrayList<>(capture.problems());
        unknownLinks.forEach((link, count) ->
                problems.add(count + " packets of link type " + link + ", which is not known here, are left out"));
        if (capture.dropped() > 0) {
            oracle.missing("the capturing host says that it dropped " + capture.dropped() + " packets");
        }
        return new CaptureReport(
                file,
                packets,
                others,
                fragments,
                cut,
                malformed,
                unknownLinks,
                capture.dropped(),
                problems,
                firstTime,
                lastTime,
                duration,
                oracle.finish());
    }
}
