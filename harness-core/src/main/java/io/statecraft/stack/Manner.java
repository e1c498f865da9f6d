package io.statecraft.stack;

/**
 * Habits of an endpoint that are no numbers.
 *
 * @param options how it lays out the option list
 * @param nagle when it holds a small segment back
 * @param window which window it shows, and when it tells that it has grown
 * @param push which segments carry PSH
 */
public record Manner(OptionOrder options, Nagle nagle, WindowPolicy window, Push push) {

    /** As the RFCs put it. */
    public static final Manner RFC9293 =
            new Manner(OptionOrder.PADDED_BEFORE, Nagle.UNTIL_ACKNOWLEDGED, WindowPolicy.RFC9293, Push.END_OF_WRITE);

    /** Which segments carry PSH (RFC 9293 section 3.9.1.2). */
    public enum Push {
        /** The last of each write. */
        END_OF_WRITE,
        /** The last of each piece that a write has ended, the last of a train that leaves together, and what a timer has freed. */
        END_OF_WRITE_OR_TRAIN,
        /** The one that empties the send buffer. */
        EMPTY_BUFFER
    }
}
