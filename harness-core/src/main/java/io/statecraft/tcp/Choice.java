package io.statecraft.tcp;

import static io.statecraft.tcp.Answer.ACT;
import static io.statecraft.tcp.Answer.CHALLENGE;
import static io.statecraft.tcp.Answer.IGNORE;
import static io.statecraft.tcp.Answer.RELISTEN;
import static io.statecraft.tcp.Answer.RESEND;
import static io.statecraft.tcp.Answer.RESET;

import java.util.List;

/**
 * What the RFCs leave to the implementer. A rule asks; the first answer listed is that of a plain RFC 9293 stack with RFC 5961.
 *
 * <p>A <em>standing</em> choice is answered once per target and then holds: a stack that challenges one reset and obeys the next is
 * caught. A <em>momentary</em> one is free each time.
 */
public enum Choice {
    /** RST inside the window, not at RCV.NXT: challenge it, or obey as RFC 793 did. */
    RST_IN_WINDOW(true, "RFC 9293 3.10.7.4 second; RFC 5961 3.2", CHALLENGE, ACT),

    /** SYN in a synchronized state and inside the window: challenge it, or reset as RFC 793 did. */
    SYN_IN_WINDOW(true, "RFC 9293 3.10.7.4 fourth; RFC 5961 4.2", CHALLENGE, RESET),

    /** A challenge ACK, or the ACK for an unacceptable segment, while others were sent shortly before: send it, or hold it back. */
    ACK_THROTTLE(false, "RFC 5961 7", ACT, IGNORE),

    /** SEG.ACK below SND.UNA - MAX.SND.WND: discard and acknowledge, or take the segment as any duplicate ACK. */
    ANCIENT_ACK(true, "RFC 9293 3.10.7.4 fifth (MAY-12); RFC 5961 5.2", CHALLENGE, ACT),

    /** In SYN-RECEIVED from LISTEN: a SYN inside the window. */
    SYN_IN_SYN_RECEIVED(true, "RFC 9293 3.10.7.4 fourth", RELISTEN, CHALLENGE, RESET, RESEND, IGNORE),

    /** In SYN-RECEIVED: the peer's SYN once more (SEG.SEQ = IRS). The text has ACK; stacks commonly send the SYN,ACK again. */
    SYN_AGAIN_IN_SYN_RECEIVED(false, "RFC 9293 3.10.7.4 first", CHALLENGE, RESEND, IGNORE),

    /** In SYN-RECEIVED after a simultaneous open: the peer's SYN,ACK (figure 8), which a strict sequence check turns away. */
    CROSSED_SYN_ACK(true, "RFC 9293 3.5 figure 8; appendix A.2", ACT, CHALLENGE),

    /** In SYN-RECEIVED: an ACK that is not acceptable. */
    BAD_ACK_IN_SYN_RECEIVED(true, "RFC 9293 3.10.7.4 fifth", RESET, IGNORE),

    /** The same, for an ACK outside what RFC 5961 takes: its check comes before that of the state. */
    ACK_OUTSIDE_RANGE_IN_SYN_RECEIVED(true, "RFC 9293 3.10.7.4 fifth (MAY-12); RFC 5961 5.2", RESET, CHALLENGE, IGNORE),

    /** In LISTEN: a SYN for which there is room, or none: answer it, or drop it because the backlog is full. */
    SYN_WHEN_BACKLOG_FULL(false, "RFC 9293 3.10.7.2; RFC 4987 3", IGNORE, ACT, RESET),

    /** In LISTEN, SYN-SENT or TIME-WAIT: a segment with both SYN and FIN: take the SYN, or drop it whole. */
    SYN_WITH_FIN(true, "RFC 9293 3.10.7.2 and 3.10.7.3", ACT, IGNORE),

    /** In LISTEN: a SYN,ACK, which is answered by a reset as every ACK is; some stacks keep silent. */
    SYN_ACK_IN_LISTEN(true, List.of(RESET), "RFC 9293 3.10.7.2", RESET, IGNORE),

    /** In TIME-WAIT: a SYN that RFC 6191 or MAY-2 would let in. */
    SYN_IN_TIME_WAIT(false, "RFC 9293 3.6.1 (MAY-2); RFC 6191", CHALLENGE, ACT, IGNORE),

    /** In TIME-WAIT: a SYN that is not newer than the connection. */
    OLD_SYN_IN_TIME_WAIT(false, "RFC 9293 3.10.7.4; 3.6.1", CHALLENGE, IGNORE),

    /** In TIME-WAIT: a SYN,ACK inside the window. */
    SYN_ACK_IN_TIME_WAIT(true, "RFC 9293 3.10.7.4 fourth; RFC 5961 4.2", CHALLENGE, RESET),

    /** In TIME-WAIT: an unacceptable segment without ACK, which the next step would drop anyway. */
    NO_ACK_IN_TIME_WAIT(false, "RFC 9293 3.10.7.4 first", CHALLENGE, IGNORE),

    /** In TIME-WAIT: an acceptable segment without text or FIN that is not at RCV.NXT: nothing to acknowledge, or a sign of confusion. */
    ACK_IN_TIME_WAIT(false, "RFC 9293 3.10.7.4 fifth", IGNORE, CHALLENGE),

    /** In TIME-WAIT: a reset. RFC 1337 advises to ignore it. */
    RST_IN_TIME_WAIT(true, "RFC 9293 3.10.7.4 second; RFC 1337 3", ACT, IGNORE),

    /** Text that arrives after CLOSE has ended both directions: reset, or take it. */
    TEXT_AFTER_CLOSE(true, "RFC 9293 3.6.1 (MAY-1, SHLD-3)", RESET, ACT),

    /** CLOSE while received text is unread: reset, or close as usual. */
    CLOSE_WITH_UNREAD_TEXT(true, "RFC 9293 3.6.1 (SHLD-3); RFC 2525 2.17", RESET, ACT),

    /** Text beyond RCV.NXT: hold it, or discard it. */
    TEXT_OUT_OF_ORDER(true, "RFC 9293 3.10.7.4 (SHLD-31)", ACT, IGNORE),

    /** Text that came with a SYN: hold it until ESTABLISHED, or discard it (the peer sends it again). */
    TEXT_WITH_SYN(true, "RFC 9293 3.10.7.2", ACT, IGNORE),

    /** A segment that is inside the window that the target may have by now, but beyond the one that it has shown. */
    WINDOW_EDGE(false, "RFC 9293 3.10.7.4 table 6; 3.8.6", IGNORE, ACT),

    /** An unacceptable segment whose ACK field is valid: drop it whole, or let the ACK count. */
    ACK_OF_UNACCEPTABLE(false, "RFC 9293 3.10.7.4 first (MUST-66); appendix A.2", ACT, IGNORE),

    /** Timestamps were agreed on, and a segment has none: drop it, or take it. */
    MISSING_TIMESTAMP(true, "RFC 7323 3.2", IGNORE, ACT),

    /** A segment for a port that nobody listens on, or a connection that is gone. Only a stack with a black hole does not answer. */
    SEGMENT_WHILE_CLOSED(true, List.of(RESET), "RFC 9293 3.10.7.1", RESET, IGNORE),

    /** ICMP hard error in a synchronized state: abort (SHLD-26), or take it as soft (RFC 5927). */
    HARD_ERROR_WHEN_SYNCHRONIZED(true, "RFC 9293 3.9.2.2; RFC 5927 4", IGNORE, ACT),

    /** ICMP hard error during the handshake: give up (SHLD-26), or ignore it, as what it quotes may not be in flight (RFC 5927). */
    HARD_ERROR_IN_HANDSHAKE(false, "RFC 9293 3.9.2.2 (SHLD-26); RFC 5927 4.1", ACT, IGNORE),

    /** ICMP soft error during the handshake: keep trying, or give up (RFC 5461). */
    SOFT_ERROR_IN_HANDSHAKE(true, "RFC 9293 3.9.2.2; RFC 5461 4", IGNORE, ACT);

    private final boolean standing;
    private final String source;
    private final List<Answer> answers;
    private final List<Answer> allowed;

    Choice(boolean standing, String source, Answer... answers) {
        this(standing, List.of(answers), source, answers);
    }

    Choice(boolean standing, List<Answer> allowed, String source, Answer... answers) {
        this.standing = standing;
        this.source = source;
        this.answers = List.of(answers);
        this.allowed = allowed;
    }

    /** Whether it is answered once per target and then remembered. */
    public boolean isStanding() {
        return standing;
    }

    /** The RFC and section that leave it open. */
    public String source() {
        return source;
    }

    /** Every answer that a profile can give; the first is the default. */
    public List<Answer> answers() {
        return answers;
    }

    /** The answers that the RFCs allow: what the oracle tries. */
    public List<Answer> allowed() {
        return allowed;
    }
}
