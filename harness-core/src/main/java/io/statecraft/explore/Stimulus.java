package io.statecraft.explore;

import io.statecraft.scenario.Packets;
import io.statecraft.scenario.SegmentPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The segment that arrives, in terms of the connection that it meets.
 *
 * @param control its flags
 * @param seq where SEG.SEQ is
 * @param ack where SEG.ACK is; without the ACK bit the field is filled all the same, and must not matter
 * @param text whether it has text
 * @param open whether the windows are open: SEG.WND, and where text is received RCV.WND; otherwise both are 0
 */
public record Stimulus(Control control, Seq seq, Ack ack, boolean text, boolean open) {
    /** Octets of text, where there is some. */
    static final int TEXT = 10;

    /** The control bits: eight combinations, and none. */
    public enum Control {
        NONE("-"),
        ACK("."),
        SYN("S"),
        SYN_ACK("S."),
        SYN_FIN("SF"),
        FIN("F"),
        FIN_ACK("F."),
        RST("R"),
        RST_ACK("R.");

        private final String letters;

        Control(String letters) {
            this.letters = letters;
        }

        /** Whether SYN is among them. */
        boolean isSyn() {
            return letters.indexOf('S') >= 0;
        }

        /** {@code SYN-ACK}. */
        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    /** Where SEG.SEQ is. */
    public enum Seq {
        /** A thousand before RCV.NXT: nothing of the segment is new. */
        OLD,
        /** One before RCV.NXT: the rest of the segment is new. */
        LEFT,
        /** RCV.NXT. */
        NEXT,
        /** A little behind RCV.NXT: inside the window, unless it is closed. */
        IN_WINDOW,
        /** Behind any window that has no scale. */
        BEYOND;

        private long from(long rcvNxt) {
            return switch (this) {
                case OLD -> rcvNxt - 1000;
                case LEFT -> rcvNxt - 1;
                case NEXT -> rcvNxt;
                case IN_WINDOW -> rcvNxt + 20;
                case BEYOND -> rcvNxt + 70_000;
            };
        }

        @Override
        public String toString() {
            return "seq-" + word(this);
        }
    }

    /** Where SEG.ACK is. */
    public enum Ack {
        /** Before SND.UNA - MAX.SND.WND (RFC 5961 section 5.2). */
        ANCIENT,
        /** One before SND.NXT: SND.UNA where one number is in flight, else a duplicate. */
        OLD,
        /** SND.NXT. */
        NEXT,
        /** One behind SND.NXT. */
        FUTURE;

        private long from(Lead numbers) {
            return switch (this) {
                case ANCIENT -> numbers.sndUna() - Lead.PEER_WINDOW - 1;
                case OLD -> numbers.sndNxt() - 1;
                case NEXT -> numbers.sndNxt();
                case FUTURE -> numbers.sndNxt() + 1;
            };
        }

        @Override
        public String toString() {
            return "ack-" + word(this);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** All of them. */
    public static List<Stimulus> all() {
        List<Stimulus> all = new ArrayList<>();
        for (Control control : Control.values()) {
            for (Seq seq : Seq.values()) {
                for (Ack ack : Ack.values()) {
                    for (boolean text : new boolean[] {false, true}) {
                        all.add(new Stimulus(control, seq, ack, text, true));
                        all.add(new Stimulus(control, seq, ack, text, false));
                    }
                }
            }
        }
        return all;
    }

    /** The segment for a connection with these numbers. */
    SegmentPattern segment(Lead numbers) {
        return Packets.segment(control.letters)
                .seq(wrapped(seq.from(numbers.rcvNxt())))
                .length(text ? TEXT : 0)
                .ack(wrapped(ack.from(numbers)))
                .win(open ? Lead.PEER_WINDOW : 0);
    }

    /** SEG.SEQ for a connection with these numbers. */
    long segmentSeq(Lead numbers) {
        return seq.from(numbers.rcvNxt());
    }

    static long wrapped(long number) {
        return number & 0xffff_ffffL;
    }

    /** {@code RST/seq-in-window/ack-next/text/open}. */
    @Override
    public String toString() {
        return control + "/" + seq + "/" + ack + (text ? "/text" : "/bare") + (open ? "/open" : "/closed");
    }
}
