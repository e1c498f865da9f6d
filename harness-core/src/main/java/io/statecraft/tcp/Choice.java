package io.statecraft.tcp;

import static io.statecraft.tcp.Answer.ACT;
import static io.statecraft.tcp.Answer.CHALLENGE;
import static io.statecraft.tcp.Answer.IGNORE;
import static io.statecraft.tcp.Answer.RELISTEN;
import static io.statecraft.tcp.Answer.RESEND;
import static io.statecraft.tcp.Answer.RESET;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the RFCs leave to the implementer. A rule asks; the first answer listed is that of a plain RFC 9293 stack with RFC 5961.
 *
 * <p>A <em>standing</em> choice is answered once per target and then holds: a stack that challenges one reset and obeys the next is
 * caught. A <em>momentary</em> one is free each time.
 */
public enum Choice {
    RST_IN_WINDOW(
            Kind.STANDING,
            "RST inside the window, not at RCV.NXT: challenge it, or obey as RFC 793 did",
            "RFC 9293 3.10.7.4 second; RFC 5961 3.2",
            CHALLENGE,
            ACT),

    SYN_IN_WINDOW(
            Kind.STANDING,
            "SYN in a synchronized state and inside the window: challenge it, or reset as RFC 793 did",
            "RFC 9293 3.10.7.4 fourth; RFC 5961 4.2",
            CHALLENGE,
            RESET),

    RESET_FOR_SYN_IN_WINDOW(
            Kind.MOMENTARY,
            "The reset for a SYN inside the window: at SND.NXT as in an abort, or in the form for a segment that has no connection",
            "RFC 9293 3.10.7.4 fourth, which leaves it open; 3.5.2",
            ACT,
            RESET),

    ACK_THROTTLE(
            Kind.MOMENTARY,
            "A challenge ACK, or the ACK for an unacceptable segment, while others were sent shortly before: send it, or hold it back",
            "RFC 5961 7",
            ACT,
            IGNORE),

    ANCIENT_ACK(
            Kind.STANDING,
            "SEG.ACK below SND.UNA - MAX.SND.WND: discard and acknowledge, or take the segment as any duplicate ACK",
            "RFC 9293 3.10.7.4 fifth (MAY-12); RFC 5961 5.2",
            CHALLENGE,
            ACT),

    SYN_IN_SYN_RECEIVED(
            Kind.STANDING,
            "In SYN-RECEIVED from LISTEN: a SYN inside the window",
            "RFC 9293 3.10.7.4 fourth",
            RELISTEN,
            CHALLENGE,
            RESET,
            RESEND,
            IGNORE),

    SYN_AGAIN_IN_SYN_RECEIVED(
            Kind.MOMENTARY,
            "In SYN-RECEIVED: the peer's SYN once more (SEG.SEQ = IRS). The text has ACK; stacks commonly send the SYN,ACK again",
            "RFC 9293 3.10.7.4 first",
            CHALLENGE,
            RESEND,
            IGNORE),

    CROSSED_SYN_ACK(
            Kind.STANDING,
            "In SYN-RECEIVED after a simultaneous open: the peer's SYN,ACK (figure 8), which a strict sequence check turns away",
            "RFC 9293 3.5 figure 8; appendix A.2",
            ACT,
            CHALLENGE),

    BAD_ACK_IN_SYN_RECEIVED(
            Kind.STANDING, "In SYN-RECEIVED: an ACK that is not acceptable", "RFC 9293 3.10.7.4 fifth", RESET, IGNORE),

    ACK_OUTSIDE_RANGE_IN_SYN_RECEIVED(
            Kind.STANDING,
            "In SYN-RECEIVED: an ACK outside what RFC 5961 takes, whose check comes before that of the state",
            "RFC 9293 3.10.7.4 fifth (MAY-12); RFC 5961 5.2",
            RESET,
            CHALLENGE,
            IGNORE),

    BAD_ACK_OF_UNACCEPTABLE_IN_SYN_RECEIVED(
            Kind.MOMENTARY,
            "In SYN-RECEIVED: an ACK that is not acceptable on a segment that is turned away for its sequence number or its SYN: go by"
                    + " the order of the steps, or reset at once; many stacks keep what a listener has half open apart, with an order"
                    + " of its own",
            "RFC 9293 3.5.2 group 2, against 3.10.7.4 first and fourth",
            IGNORE,
            RESET),

    SYN_WHEN_BACKLOG_FULL(
            Kind.MOMENTARY,
            "In LISTEN: a SYN for which there is room, or none: answer it, or drop it because the backlog is full",
            "RFC 9293 3.10.7.2; RFC 4987 3",
            IGNORE,
            ACT,
            RESET),

    SYN_WITH_FIN(
            Kind.STANDING,
            "In LISTEN, SYN-SENT or TIME-WAIT: a segment with both SYN and FIN: take the SYN, or drop it whole",
            "RFC 9293 3.10.7.2 and 3.10.7.3",
            ACT,
            IGNORE),

    SYN_ACK_IN_LISTEN(
            Kind.STANDING,
            "In LISTEN: a SYN,ACK, which is answered by a reset as every ACK is; some stacks keep silent",
            "RFC 9293 3.10.7.2",
            new Advice(IGNORE, "RFC9293:3.10.7.2"),
            RESET,
            IGNORE),

    SYN_IN_TIME_WAIT(
            Kind.MOMENTARY,
            "In TIME-WAIT: a SYN that RFC 6191 or MAY-2 would let in",
            "RFC 9293 3.6.1 (MAY-2); RFC 6191",
            CHALLENGE,
            ACT,
            IGNORE),

    SYN_AT_RCV_NXT_IN_TIME_WAIT(
            Kind.MOMENTARY,
            "In TIME-WAIT: a SYN at RCV.NXT, which is the first number that the old connection has not used",
            "RFC 9293 3.6.1 (MAY-2); RFC 6191 2",
            CHALLENGE,
            ACT,
            IGNORE),

    OLD_SYN_IN_TIME_WAIT(
            Kind.MOMENTARY,
            "In TIME-WAIT: a SYN that is not newer than the connection",
            "RFC 9293 3.10.7.4; 3.6.1",
            CHALLENGE,
            IGNORE),

    SYN_ACK_IN_TIME_WAIT(
            Kind.STANDING,
            "In TIME-WAIT: a SYN,ACK inside the window",
            "RFC 9293 3.10.7.4 fourth; RFC 5961 4.2",
            CHALLENGE,
            RESET),

    NO_ACK_IN_TIME_WAIT(
            Kind.MOMENTARY,
            "In TIME-WAIT: an unacceptable segment without ACK, which the next step would drop anyway",
            "RFC 9293 3.10.7.4 first",
            CHALLENGE,
            IGNORE),

    ACK_IN_TIME_WAIT(
            Kind.MOMENTARY,
            "In TIME-WAIT: an acceptable segment without text or FIN that is not at RCV.NXT: nothing to acknowledge, or a sign of confusion",
            "RFC 9293 3.10.7.4 fifth",
            IGNORE,
            CHALLENGE),

    RST_IN_TIME_WAIT(
            Kind.STANDING,
            "In TIME-WAIT: a reset. RFC 1337 advises to ignore it",
            "RFC 9293 3.10.7.4 second; RFC 1337 3",
            ACT,
            IGNORE),

    TEXT_AFTER_CLOSE(
            Kind.STANDING,
            "Text that arrives after CLOSE has ended both directions: reset, or take it",
            "RFC 9293 3.6.1 (MAY-1, SHLD-3)",
            new Advice(ACT, "RFC9293:SHLD-3"),
            RESET,
            ACT),

    TEXT_BEHIND_FIN_AFTER_CLOSE(
            Kind.MOMENTARY,
            "Text behind the peer's FIN, after CLOSE has ended both directions: ignore it, or reset as for any text after CLOSE",
            "RFC 9293 3.10.7.4 seventh; 3.6.1 (SHLD-3)",
            IGNORE,
            RESET),

    FIN_BEHIND_FIN(
            Kind.MOMENTARY,
            "A second FIN, behind the peer's first: ignore it, or advance RCV.NXT over it and acknowledge it, as the eighth step says of any",
            "RFC 9293 3.10.7.4 eighth",
            IGNORE,
            ACT),

    CLOSE_WITH_UNREAD_TEXT(
            Kind.STANDING,
            "CLOSE while received text is unread: reset, or close as usual",
            "RFC 9293 3.6.1 (SHLD-3); RFC 2525 2.17",
            new Advice(ACT, "RFC9293:SHLD-3"),
            RESET,
            ACT),

    TEXT_OUT_OF_ORDER(
            Kind.STANDING,
            "Text beyond RCV.NXT: hold it, or discard it",
            "RFC 9293 3.10.7.4 (SHLD-31)",
            new Advice(IGNORE, "RFC9293:SHLD-31"),
            ACT,
            IGNORE),

    TEXT_WITH_SYN(
            Kind.STANDING,
            "Text that came with a SYN or SYN,ACK: hold it until ESTABLISHED, or discard it (the peer sends it again)",
            "RFC 9293 3.10.7.2 and 3.10.7.3; RFC 7413 4.2.2",
            ACT,
            IGNORE),

    FAST_OPEN(
            Kind.MOMENTARY,
            "In LISTEN: a SYN with a Fast Open cookie: go on as if there were none, or take its text now and let the user have the connection",
            "RFC 7413 4.2.2",
            IGNORE,
            ACT),

    WINDOW_EDGE(
            Kind.MOMENTARY,
            "A segment that is inside the window that the target may have by now, but beyond the one that it has shown",
            "RFC 9293 3.10.7.4 table 6; 3.8.6",
            IGNORE,
            ACT),

    ACK_OF_UNACCEPTABLE(
            Kind.MOMENTARY,
            "An unacceptable segment whose ACK field is valid: drop it whole, or let the ACK count",
            "RFC 9293 3.10.7.4 first (MUST-66); appendix A.2",
            ACT,
            IGNORE),

    MISSING_TIMESTAMP(
            Kind.STANDING,
            "Timestamps were agreed on, and a segment has none: drop it, or take it",
            "RFC 7323 3.2",
            new Advice(ACT, "RFC7323-12"),
            IGNORE,
            ACT),

    TIMESTAMP_WITH_BAD_ACK(
            Kind.STANDING,
            "The timestamp of a segment in order whose ACK field is not acceptable: it becomes TS.Recent, or goes with the segment",
            "RFC 7323 5.3 (R3), which does not look at the ACK field; RFC 9293 3.10.7.4 fifth, RFC 5961 5.2: the segment is dropped",
            ACT,
            IGNORE),

    SEGMENT_WHILE_CLOSED(
            Kind.STANDING,
            "A segment for a port that nobody listens on, or a connection that is gone. Only a stack with a black hole does not answer",
            "RFC 9293 3.10.7.1",
            List.of(RESET),
            RESET,
            IGNORE),

    HARD_ERROR_WHEN_SYNCHRONIZED(
            Kind.STANDING,
            "ICMP hard error in a synchronized state: abort (SHLD-26), or take it as soft (RFC 5927)",
            "RFC 9293 3.9.2.2; RFC 5927 4",
            IGNORE,
            ACT),

    HARD_ERROR_IN_HANDSHAKE(
            Kind.MOMENTARY,
            "ICMP hard error during the handshake: give up (SHLD-26), or ignore it, as what it quotes may not be in flight (RFC 5927)",
            "RFC 9293 3.9.2.2 (SHLD-26); RFC 5927 4.1",
            ACT,
            IGNORE),

    SOFT_ERROR_IN_HANDSHAKE(
            Kind.STANDING,
            "ICMP soft error during the handshake: keep trying, or give up (RFC 5461)",
            "RFC 9293 3.9.2.2; RFC 5461 4",
            IGNORE,
            ACT);

    /** For how long an answer holds. */
    private enum Kind {
        /** Answered once per target. */
        STANDING,
        /** Free each time. */
        MOMENTARY
    }

    /** An answer that is allowed to who has a good reason: a SHOULD, in capital letters or small ones, speaks against it. */
    private record Advice(Answer against, String clause) {}

    private static final List<Choice> ADVISED =
            Stream.of(values()).filter(choice -> choice.advice != null).toList();

    private final Kind kind;
    private final String text;
    private final String source;
    private final List<Answer> answers;
    private final List<Answer> allowed;
    private final Advice advice;

    Choice(Kind kind, String text, String source, Answer... answers) {
        this(kind, text, source, List.of(answers), null, answers);
    }

    Choice(Kind kind, String text, String source, Advice advice, Answer... answers) {
        this(kind, text, source, List.of(answers), advice, answers);
    }

    Choice(Kind kind, String text, String source, List<Answer> allowed, Answer... answers) {
        this(kind, text, source, allowed, null, answers);
    }

    Choice(Kind kind, String text, String source, List<Answer> allowed, Advice advice, Answer... answers) {
        this.advice = advice;
        this.kind = kind;
        this.text = text;
        this.source = source;
        this.answers = List.of(answers);
        this.allowed = allowed;
    }

    /** Whether it is answered once per target and then remembered. */
    public boolean isStanding() {
        return kind == Kind.STANDING;
    }

    /** What is left open, in a sentence or two, without a full stop at the end. */
    public String text() {
        return text;
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

    /** The clause that speaks against one of the allowed answers: who gives it does what a SHOULD advises against. */
    public Optional<String> clauseAgainst(Answer answer) {
        return advice != null && advice.against() == answer ? Optional.of(advice.clause()) : Optional.empty();
    }

    /** Those of which a clause speaks against an allowed answer. */
    public static List<Choice> advised() {
        return ADVISED;
    }
}
