package io.statecraft.explore;

import java.util.List;

/**
 * How a scenario gets a target's receive window closed, or leaves it open.
 *
 * @param isSmall whether the program asks for a small buffer
 * @param texts the octets of the segments that fill it, in order
 */
record ReceiveBuffer(boolean isSmall, List<Integer> texts) {
    /** As the target has it, and empty. */
    static final ReceiveBuffer OPEN = new ReceiveBuffer(false, List.of());

    ReceiveBuffer {
        texts = List.copyOf(texts);
    }

    /** Small, and filled with these texts. */
    static ReceiveBuffer filledWith(List<Integer> texts) {
        return new ReceiveBuffer(true, texts);
    }
}
