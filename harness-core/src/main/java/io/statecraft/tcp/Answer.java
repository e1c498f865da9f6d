package io.statecraft.tcp;

/** What an implementer can answer when a rule asks a {@link Choice}; each choice names those that apply to it. */
public enum Answer {
    /** Do what the event asks for: reset, accept, take it. */
    ACT,
    /** Drop it, in silence. */
    IGNORE,
    /** Drop it, and send {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
    CHALLENGE,
    /** Send a reset. */
    RESET,
    /** Send the SYN,ACK again. */
    RESEND,
    /** Give the half-open connection up: back to LISTEN, in silence. */
    RELISTEN
}
