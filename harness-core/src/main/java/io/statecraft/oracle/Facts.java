package io.statecraft.oracle;

import io.statecraft.tcp.Choice;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What calls and settings have made possible on a connection, and only an observer must be told. */
final class Facts {
    /** SO_KEEPALIVE is on (MUST-25: it is off by default). */
    boolean keepAlive;

    /** What the peer's timestamps were. */
    final PeerStamps stamps = new PeerStamps();

    /** What the peer has sent. */
    final PeerText peerText = new PeerText();

    /** The choices of which it was said already that the target answers them against advice: one set for all connections. */
    Set<Choice> warned = EnumSet.noneOf(Choice.class);

    /** The clauses of which it was said already that what the target sends is against their advice: one set for all connections. */
    Set<String> advised = new HashSet<>();

    /** A user timeout or a limit of retransmissions was set: the connection may end sooner. */
    boolean impatient;

    /** What the user has said of text that does not fill a segment. */
    final Hold hold = new Hold();

    /** Whether a segment on the wire may stand for several (segmentation offload): its size says nothing. */
    boolean superSegments;

    /** 4 or 6: the send MSS without an option depends on it (MUST-15). */
    int ipVersion = 4;

    /** One side's SYN offered accurate ECN (RFC 9768), whose rules are others. */
    boolean accurateEcn;

    /** What a SYN,ACK may say to accept accurate ECN: a bit for each number that {@link AccurateEcn} knows; 0 if no SYN has offered it. */
    int accurateAnswers;

    /** An option was set whose effects the rules do not know: nothing is judged. */
    boolean beyondRules;
}
