package io.statecraft.stack;

/**
 * A number that a {@link Profile} sets. Times are nanoseconds and sizes octets; a switch is 0 or 1. The default is what RFC 9293 and its
 * companions say, or the common value where they say nothing.
 */
public enum Setting {
    /** Maximum segment lifetime; TIME-WAIT lasts two (RFC 9293 section 3.4.2: 2 minutes by engineering choice). */
    MSL(seconds(120)),

    /** Capacity of the receive buffer, unless the user sets one. */
    RECEIVE_BUFFER(65_535),
    /** Capacity of the send buffer, unless the user sets one. */
    SEND_BUFFER(65_536),
    /** The largest buffer that a user can ask for; the window scale is chosen to show it. */
    MAX_BUFFER(1 << 20),
    /** Whether the receive buffer is rounded up to whole segments once the peer's MSS is known. */
    WHOLE_SEGMENT_BUFFER(0),
    /** Whether the receive buffer's whole room counts as window, although the window field cannot show it. */
    ROOM_BEYOND_FIELD(0),

    /** Whether a SYN offers window scaling (RFC 7323). */
    WINDOW_SCALING(1),
    /** Whether a SYN offers timestamps (RFC 7323). */
    TIMESTAMPS(1),
    /** Whether a SYN permits SACK (RFC 2018). */
    SACK(0),
    /** Whether text that came twice is reported where SACK is permitted (D-SACK, RFC 2883). */
    DUPLICATE_SACK(0),
    /** Explicit congestion notification (RFC 3168): 0 not at all, 1 offered and accepted, 2 accepted. */
    ECN(0),
    /** After so many retransmissions a SYN goes without the offer of ECN (RFC 3168 section 6.1.1.1). */
    ECN_RETRIES(1),
    /** Whether a SYN,ACK of crossed SYNs accepts ECN although our own SYN did not offer it. */
    ECN_WHERE_NOT_OFFERED(0),
    /** Whether an active open may use Fast Open where the user wants it (RFC 7413). */
    FAST_OPEN_CLIENT(0),
    /** Whether a listener may use Fast Open where the user wants it: RFC 7413 section 4.2 has it off. */
    FAST_OPEN_SERVER(0),
    /** Whether a SYN carries text although there is no cookie. */
    FAST_OPEN_WITHOUT_COOKIE(0),
    /** Whether a listener takes the text of a SYN although it shows no cookie. */
    FAST_OPEN_FROM_ANYBODY(0),
    /** Whether a listener uses Fast Open although the user has not asked for it. */
    FAST_OPEN_EVERYWHERE(0),
    /**
     * Whether a client goes on with Fast Open where it was not answered: it keeps the MSS of every SYN,ACK, and once asks for the cookie
     * that was not given by the option of before RFC 7413 (kind 254).
     */
    FAST_OPEN_KEEPS_TRYING(0),
    /** Whether the text of a SYN that was not taken goes again at once, as lost: without a sign of congestion. */
    TEXT_OF_SYN_GOES_AGAIN(0),
    /** How long Fast Open is not tried again where it has failed (RFC 7413 section 4.1.3.1). */
    FAST_OPEN_FAILURE_MEMORY(seconds(900)),
    /** How far the timestamp clock's ticks are apart. */
    TIMESTAMP_TICK(millis(1)),
    /** Whether a reset of a connection with timestamps carries them (RFC 7323 section 3.2: SHOULD). */
    TIMESTAMP_ON_RESET(1),
    /** Whether the reset of a connection shows the window. */
    WINDOW_ON_RESET(1),

    /** SendMSS when the peer's SYN has no MSS option, IPv4 (MUST-15). */
    DEFAULT_MSS_V4(536),
    /** The same for IPv6. */
    DEFAULT_MSS_V6(1220),
    /** The smallest MSS of a peer that is believed. */
    LEAST_MSS(64),

    /** How long an acknowledgment may wait for another or for text (MUST-40: under 500 ms); 0: not at all. */
    DELAYED_ACK(millis(200)),
    /** Of so many segments at least the last is acknowledged at once (SHLD-19). */
    SEGMENTS_PER_ACK(2),
    /** So many segments at the start of a connection are acknowledged at once. */
    QUICK_ACKS(0),

    /** RTO before the first round trip is measured (RFC 6298 section 2.1). */
    RTO_INITIAL(seconds(1)),
    /** The least RTO (RFC 6298 section 2.4). */
    RTO_MIN(seconds(1)),
    /** The largest RTO (RFC 6298 section 2.5: at least 60 s). */
    RTO_MAX(seconds(60)),
    /** Added to every RTO but the very first. */
    RTO_SLOP(0),
    /** The least RTO once a SYN has timed out (RFC 6298 section 5.7). */
    RTO_AFTER_SYN_LOSS(seconds(3)),

    /** 1: RTO_AFTER_SYN_LOSS holds although timestamps have measured the handshake (RFC 6298 section 5.7); 0: then that counts. */
    RTO_AFTER_SYN_LOSS_THOUGH_MEASURED(1),

    /** Whether the least RTO counts from SRTT on, in place of the variation. */
    RTO_MIN_BEYOND_SRTT(0),

    /** The congestion control, unless the user sets one: the number of a {@link CongestionAlgorithm}. */
    CONGESTION_CONTROL(1),
    /** Whether CUBIC ends slow start before there are losses: {@link HyStart}. */
    HYBRID_SLOW_START(0),
    /** The initial window in segments (RFC 6928: 10); 0: RFC 5681's. */
    INITIAL_WINDOW(10),
    /** Whether windows are counted in whole segments, however small those in flight are. */
    WHOLE_SEGMENT_WINDOWS(0),
    /** So many segments at most are added to the window by one acknowledgment in slow start (RFC 5681: 1; L of RFC 3465); 0: no limit. */
    SLOW_START_LIMIT(1),
    /** Whether the window begins anew after an idle time (RFC 5681 section 4.1). */
    RESTART_AFTER_IDLE(1),
    /** DupThresh: so many duplicates mean a loss (RFC 5681 section 3.2). */
    DUPLICATE_THRESHOLD(3),
    /** Whether, where losses are counted, a copy counts as lost when DupThresh segments have arrived that were sent after it. */
    LOST_RETRANSMISSIONS(0),
    /** Whether, with SACK too, an acknowledgment of a part of what recovery is about has the first gap go again at once, if it did not yet. */
    PARTIAL_ACK_RESENDS(0),
    /** Whether recovery goes by RFC 6937: proportional rate reduction. */
    RATE_REDUCTION(0),
    /** Whether losses are found by RFC 8985 where SACK is permitted. */
    RACK(0),
    /** Whether the end of a flight is asked for before the timer runs out (RFC 8985 section 7). */
    TAIL_LOSS_PROBE(0),
    /** Whether a timeout can be found to have been too early (RFC 5682). */
    SPURIOUS_TIMEOUTS(0),
    /** Whether a reduction is undone once everything that was sent again is reported as duplicate. */
    UNDO(0),
    /** Whether what SACK reported still counts after a timeout (RFC 2018 section 8: it SHOULD not). */
    SACKS_OUTLAST_TIMEOUT(0),
    /** Segments that leave in one train of a sender with segmentation offload, at least; 0: it has none. */
    LEAST_TRAIN(0),
    /** What each piece of such a sender's buffer costs beside its text, in octets; 0: the buffer holds text alone. */
    PIECE_COST(0),
    /** So many octets at most wait unsent before the user is asked for more; 0: as many as the buffer holds. */
    UNSENT_LOW_WATER(0),
    /** How fast such a sender goes, in hundredths of a window for each round trip, in slow start … */
    SLOW_START_PACE(200),
    /** … and after it. */
    PACE(120),

    /** Whether the text of a SYN leaves all the room that options can take, whichever there are. */
    ALL_OPTION_SPACE_WITH_SYN_TEXT(0),

    /** So many retransmissions of text or FIN in a row, and the connection is given up (R2, SHLD-10); 0: by time alone. */
    RETRIES(0),
    /** The same for a SYN. */
    SYN_RETRIES(0),
    /** The same for a SYN,ACK of a passive open. */
    SYN_ACK_RETRIES(5),
    /** So long for an active open (MUST-23: at least 3 minutes for R2 of a SYN); 0: for ever. */
    CONNECT_TIMEOUT(seconds(180)),
    /** The user timeout: so long for text or FIN to be acknowledged (RFC 9293 section 3.9.1.1: 5 minutes); 0: for ever. */
    USER_TIMEOUT(seconds(300)),
    /** Whether both sides may tell each other of their user timeouts (ENABLED of RFC 5482 section 3: it is off by default). */
    USER_TIMEOUT_OPTION(0),
    /** L_LIMIT: the shortest user timeout that is adopted (RFC 5482 section 3.1: at least 100 s). */
    USER_TIMEOUT_LEAST(seconds(100)),
    /** U_LIMIT: the longest. */
    USER_TIMEOUT_MOST(seconds(86_400)),
    /** After so many retransmissions a SYN goes without options but the MSS; 0: never. */
    DROP_OPTIONS_AFTER(0),

    /** The least interval between two probes of a closed window. */
    PROBE_MIN(millis(200)),
    /** The largest. */
    PROBE_MAX(seconds(60)),
    /** What a window probe carries: 1 for the next octet, 0 for an empty segment one to the left of SND.UNA. */
    PROBE_OCTETS(1),
    /** How long the sender's silly window avoidance can hold text back (RFC 9293 section 3.8.6.2.1: 0.1 to 1 s). */
    SWS_OVERRIDE(millis(200)),
    /** How long a corked segment waits to be filled; 0: for ever. */
    CORK_LIMIT(0),
    /** Whether a FIN is sent although the window has no place for its octet. */
    FIN_BEYOND_WINDOW(0),
    /** Whether an acknowledgment that is owed carries our FIN again, as long as it is not acknowledged. */
    FIN_WITH_ACK(0),

    /** Whether there are keep-alives although the user has not asked for them (MUST-25: there must not be). */
    ALWAYS_KEEP_ALIVE(0),
    /** Idle time before the first keep-alive (MUST-28: two hours). */
    KEEP_ALIVE_IDLE(seconds(7200)),
    /** Time between two keep-alives. */
    KEEP_ALIVE_INTERVAL(seconds(75)),
    /** So many keep-alives without an answer, and the connection is dead. */
    KEEP_ALIVE_COUNT(9),

    /** Whether a hard ICMP error is taken as one; if not, as a soft one. */
    HARD_ICMP_ERRORS(1),
    /** Whether what belongs to no connection is refused as the socket that is bound to its port would: hop limit, octet, signature. */
    REFUSE_AS_BOUND(0),
    /** The UDP port at which TCP in UDP is taken and sent; 0: nowhere. */
    TUNNEL_PORT(0),
    /** The octets that a datagram takes of a packet with TCP in UDP. */
    TUNNEL_OVERHEAD(8),
    /** Whether smaller segments are tried where full ones vanish on IPv4. */
    BLACK_HOLES_V4(0),
    /** The same for IPv6. */
    BLACK_HOLES_V6(0),
    /** The first smaller segment that is tried, IPv4. */
    BLACK_HOLE_MSS_V4(1200),
    /** The same for IPv6. */
    BLACK_HOLE_MSS_V6(1220),
    /** Whether an ICMP error for an exceeded hop limit is a hard one. */
    HOP_LIMIT_ERROR_IS_HARD(0),
    /** So long is an ICMP error about a packet's size believed (RFC 1191 section 6.3: 10 minutes, and never under 5); 0: for ever. */
    PATH_MTU_AGE(seconds(600)),
    /** Whether a SYN's MSS option follows what is known of the path. */
    OFFER_PATH_MTU(0),

    /** How long FIN-WAIT-2 lasts when nobody can read any more; 0: for ever, as in RFC 9293. */
    FIN_WAIT_2_TIMEOUT(0),
    /** So many challenge ACKs of one connection … (RFC 5961 section 7) */
    CHALLENGES(10),
    /** … in this span. */
    CHALLENGE_SPAN(seconds(5)),

    /** So many connections of a listener can be half open; a SYN for which there is no room is answered with a cookie, or dropped. */
    HALF_OPEN(256),
    /** Whether there are SYN cookies when there is no room (RFC 4987 section 3.6). */
    SYN_COOKIES(0),
    /** Whether every SYN is answered with a cookie. */
    SYN_COOKIES_ALWAYS(0),
    /** The largest backlog of a listener. */
    MAX_BACKLOG(128),
    /** Time to live, or hop limit, of what is sent (MUST-49: configurable). */
    HOP_LIMIT(64),
    /** The first port of those that a connect without bind takes. */
    FIRST_EPHEMERAL_PORT(49_152);

    private final long standard;

    Setting(long standard) {
        this.standard = standard;
    }

    /** The value that a plain RFC 9293 endpoint has. */
    public long standard() {
        return standard;
    }

    private static long seconds(long count) {
        return count * 1_000_000_000L;
    }

    private static long millis(long count) {
        return count * 1_000_000L;
    }
}
