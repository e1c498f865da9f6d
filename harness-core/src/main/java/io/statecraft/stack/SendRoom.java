package io.statecraft.stack;

/** The room in the send buffer, and whether a user who found none should hear of it again. Octets. */
final class SendRoom {
    private static final int INITIAL_SEGMENTS = 10;
    private static final int HEADERS = 640; // what the memory of a segment holds beside its text …
    private static final int DESCRIPTION = 256; // … and what describes it

    private final Endpoint endpoint;
    private boolean foundFull;
    private int timesWritableAgain;

    SendRoom(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private boolean inPieces() {
        return endpoint.profile().has(Setting.PIECE_COST);
    }

    /** What the buffer holds: text that is not acknowledged, and what its pieces cost. */
    private long used() {
        Sender sender = endpoint.sender();
        return sender.held()
                + endpoint.profile().get(Setting.PIECE_COST) * sender.pieces().count();
    }

    /** What it has room for now; in pieces, the rest of the last one, or a whole one if the buffer is not full. */
    long free() {
        if (!inPieces()) {
            return Math.max(
                    0, endpoint.options().sendBuffer() - endpoint.sender().held());
        }
        long tail = endpoint.sender().pieces().tailRoom();
        return tail > 0 ? tail : isOpen(0) ? endpoint.sender().pieces().newRoom() : 0;
    }

    /** Whether another piece may be begun; {@code shift} doubles what counts as unsent. */
    private boolean isOpen(int shift) {
        long mark = endpoint.options().unsentLowWater();
        long limit = mark > 0 ? mark : endpoint.profile().get(Setting.UNSENT_LOW_WATER);
        boolean littleUnsent = limit == 0 || (long) endpoint.connection().snd().unsent() << shift < limit;
        return littleUnsent && used() < endpoint.options().sendBuffer();
    }

    /** Whether there is enough room to be worth another write: a third of the buffer. */
    boolean isWorthAWrite() {
        long used = used();
        long free = endpoint.options().sendBuffer() - used;
        return inPieces()
                ? 2 * free >= used && isOpen(1)
                : 3 * free >= endpoint.options().sendBuffer();
    }

    /** The user had more to send than there was room for. */
    void foundFull() {
        foundFull = true;
    }

    /** Whether the user waits for room. */
    boolean isWanted() {
        return foundFull;
    }

    /** How often there was room again after the user had found the buffer full. */
    int timesWritableAgain() {
        return timesWritableAgain;
    }

    /** The connection is open. */
    void opened() {
        grow(INITIAL_SEGMENTS);
    }

    /** Something has been acknowledged, or sent. */
    void changed() {
        if (!foundFull) {
            return;
        }
        RetransmissionQueue queue = endpoint.recovery().queue();
        if (queue.room() > 0) {
            grow(endpoint.window().size() / Math.max(1, endpoint.segmentSize()));
        }
        if (isWorthAWrite()) {
            foundFull = false;
            timesWritableAgain++;
        }
    }

    /** A buffer that the user has not set holds two windows of {@code segments}. */
    private void grow(long segments) {
        EndpointOptions options = endpoint.options();
        if (inPieces() && !options.sendBufferIsSet()) {
            int each = Integer.highestOneBit(endpoint.sizes().mssWithoutOptions() + HEADERS - 1) * 2 + DESCRIPTION;
            long wanted = Math.min(2 * segments * each, endpoint.profile().get(Setting.MAX_BUFFER));
            options.sendBuffer(Math.max(options.sendBuffer(), wanted));
        }
    }
}
