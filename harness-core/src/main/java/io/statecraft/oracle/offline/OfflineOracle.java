package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.SegmentView.ACK;
import static io.statecraft.oracle.offline.SegmentView.FIN;
import static io.statecraft.oracle.offline.SegmentView.RST;
import static io.statecraft.oracle.offline.SegmentView.SYN;

import io.statecraft.oracle.offline.SegmentView.Checksum;

/**
 * Judges both endpoints of every connection of a capture. Show it the segments with {@link #take}, in the order of the capture; {@link
 * #finish} says what was found. Confined to one thread; what it holds grows with the connections that are alive, not with the capture.
 */
public final class OfflineOracle {
    private final SegmentLog log = new SegmentLog();
    private final Docket docket = new Docket();
    private final Claims claims = new Claims(docket);
    private final StraySynAcks strays = new StraySynAcks(docket);
    private final OptionChecks options = new OptionChecks();
    private final ResetChecks resets = new ResetChecks(log);
    private final SegmentChecks checks;
    private final Census census = new Census();
    private final Conversations conversations = new Conversations(this::isOver);
    private final Forgetting forgetting = new Forgetting(conversations);
    private final boolean fastPath;

    /** What is done with a segment that is examined, in this order. */
    private final Step[] steps = {this::charge, this::learn, OfflineOracle::refresh};

    /** A part of an examination; as with the {@linkplain SegmentChecks checks}, the just-in-time compiler takes them one by one. */
    private interface Step {
        void take(Conversation c, Side a, Side b, SegmentView s);
    }

    /**
     * @param octets where the capture's bytes can be read again
     * @param fastPath whether what is ordinary need not go by every check; without it the verdicts are the same, and come later
     */
    public OfflineOracle(Octets octets, boolean fastPath) {
        this.checks = new SegmentChecks(options, new Verification(octets), new RetransmittedText(log, octets));
        this.fastPath = fastPath;
    }

    /** Takes the next segment; its view may be used again afterwards. */
    public void take(SegmentView s) {
        if (!predicts(s)) {
            examine(s);
        }
    }

    /**
     * Takes the next segment if it is ordinary: the first half of {@link #take}, by itself for those who want a small loop.
     *
     * @return whether it is judged; if not, it is to be {@linkplain #examine examined}
     */
    public boolean predicts(SegmentView s) {
        if (!docket.isIdle()) {
            docket.settle(s.time);
        }
        forgetting.seen(s.time);
        Conversation c = fastPath ? conversations.find(s) : null;
        if (c == null || !c.plain) {
            return false;
        }
        boolean fromFirst = conversations.fromFirst();
        Side a = fromFirst ? c.first : c.second;
        Side b = fromFirst ? c.second : c.first;
        if (!FastPath.takes(a, b, s)) {
            return false;
        }
        c.lastTime = s.time;
        census.ordinary++;
        log.add(a, s);
        return true;
    }

    /** Takes a segment that is not {@linkplain #predicts predicted}, by every check. */
    public void examine(SegmentView s) {
        Conversation c = conversations.of(s);
        boolean fromFirst = conversations.fromFirst();
        c.lastTime = s.time;
        census.examined++;
        if (!isDamaged(fromFirst ? c.first : c.second, s)) {
            examine(c, fromFirst, s);
        }
        forgetting.ifMany();
    }

    /** Something that the capture ought to have, it has not, or not in a form that can be read. */
    public void missing(String sign) {
        docket.missing(sign);
    }

    /** What was found in the whole capture. */
    public CaptureFindings finish() {
        conversations.forget(c -> true);
        return census.findings(docket);
    }

    private void isOver(Conversation c) {
        claims.leftOpen(c.first);
        claims.leftOpen(c.second);
        strays.leftOpen(c.first);
        strays.leftOpen(c.second);
        census.count(c);
    }

    /** A damaged segment is not what was sent, and nobody takes it (MUST-3). Those of a host that leaves sums to its card look alike. */
    private boolean isDamaged(Side a, SegmentView s) {
        boolean wrong = s.checksum() == Checksum.WRONG;
        if (!a.checksumsSeen) {
            a.checksumsSeen = true;
            a.checksumsUnfit = wrong;
        }
        if (wrong && !a.checksumsUnfit) {
            census.damaged++;
            return true;
        }
        return false;
    }

    private void examine(Conversation c, boolean fromFirst, SegmentView s) {
        options.read(s);
        if (s.has(SYN) && !s.has(RST)) {
            begin(c, fromFirst ? c.first : c.second, s);
        }
        Side a = fromFirst ? c.first : c.second;
        Side b = c.peerOf(a);
        for (Step step : steps) {
            step.take(c, a, b, s);
        }
    }

    private void charge(Conversation c, Side a, Side b, SegmentView s) {
        boolean former = c.mayBeFormer(a, s);
        Charge charge = s.has(RST)
                ? resets.of(a, b, s)
                : s.has(SYN) ? handshake(c, a, b, s, former) : segment(c, a, b, s, former);
        if (charge != null && !c.abstains && !former) {
            docket.charge(new Suspicion(c, a, charge, s, 0, PossibleStates.of(a, b)));
        }
    }

    /** What was before a SYN may be of another connection between the same ports. */
    private void begin(Conversation c, Side a, SegmentView s) {
        if (opensAnew(c, a, s)) {
            isOver(c);
            c.reopen();
        } else if (s.has(ACK) && !a.synSeen && a.spoke && !isBehind(a.max, s.seq)) {
            c.begins(a);
        }
    }

    /** Whether something sent up to {@code max} may have followed a SYN at {@code iss}, and been recorded before it. */
    private static boolean isBehind(int max, int iss) {
        return max - iss > 0 && max - iss < Conversation.NEAR;
    }

    /** Whether a SYN begins another connection between the same ports. */
    private static boolean opensAnew(Conversation c, Side a, SegmentView s) {
        Side b = c.peerOf(a);
        boolean again = a.synSeen && a.iss == s.seq;
        boolean nothingYet = !a.spoke && !b.spoke && !a.resetSeen && !b.resetSeen;
        if (again || nothingYet) {
            return false;
        }
        if (s.has(ACK)) {
            return !a.synSeen && a.spoke && !(b.synSeen && HandshakeChecks.acknowledges(b, s.ack));
        }
        boolean simultaneous = !a.spoke && b.synSeen && !b.synAckSeen && !b.synchronised;
        return !simultaneous;
    }

    private Charge handshake(Conversation c, Side a, Side b, SegmentView s, boolean former) {
        Charge charge = HandshakeChecks.of(a, b, s, options);
        boolean stray = s.has(ACK) && b.synSeen && !HandshakeChecks.acknowledges(b, s.ack);
        if (a.synSeen && a.iss != s.seq) {
            // A listener that forgot the first SYN, or keeps no state of it: which of its numbers counts, the peer
            // knows.
            c.abstains = true;
        } else if (!stray) {
            synchronise(a, b, s);
        }
        if (stray && !former && !c.abstains) {
            strays.taken(c, a, b, s);
        } else if (!stray && s.has(ACK) && b.synSeen) {
            strays.answered(a, s);
        }
        return charge;
    }

    private void synchronise(Side a, Side b, SegmentView s) {
        if (!a.synSeen) {
            a.synSeen = true;
            a.iss = s.seq;
            a.offeredAlways = ~0;
        }
        if (s.has(ACK)) {
            a.synAckSeen = true;
            a.synAcknowledged = s.ack;
        }
        a.synText = Math.max(a.synText, s.length);
        a.synWindow = Math.max(a.synWindow, s.window);
        options.offered(a);
        stamp(a);
        a.sent(s.seq, s.textEnd());
        if (s.has(ACK)) {
            a.acknowledged(s, s.window, stampOf(), Verification.afterChecks(s));
        }
        if (b.synSeen) {
            // The window of a SYN counts from what it will acknowledge, even if it did not know that yet.
            a.shows(b.iss + 1 + a.synWindow, stampOf(), s.fileOffset, Verification.afterChecks(s));
            b.shows(a.iss + 1 + b.synWindow, b.stampMax, s.fileOffset, Verification.DONE);
        }
    }

    private Charge segment(Conversation c, Side a, Side b, SegmentView s, boolean former) {
        Charge charge = checks.of(a, b, s);
        if (!former && !c.abstains) {
            claims.settledBy(a, b, s);
            if (s.has(ACK)) {
                claims.made(c, a, b, s, options.farthest(s));
                lookForGap(a, b, s);
            }
        }
        return charge;
    }

    /** What is acknowledged and was not seen, the capture lacks. */
    private void lookForGap(Side a, Side b, SegmentView s) {
        int ack = s.ack;
        if (!b.hasGaps() || ack - b.contiguous <= 0 || ack - b.max > 0) {
            return;
        }
        if (!b.synSeen) {
            b.filled(ack); // from before the capture's start
            return;
        }
        long number = s.number;
        docket.later(s.time, () -> {
            if (ack - b.contiguous > 0) {
                docket.missing("packet " + number + " acknowledges up to " + b.relative(ack) + ", and what begins at "
                        + b.relative(b.contiguous) + " was never seen");
                b.filled(ack);
            }
        });
    }

    private void learn(Conversation c, Side a, Side b, SegmentView s) {
        if (s.has(RST)) {
            reset(a, b, s);
        } else if (!s.has(SYN)) {
            learn(a, b, s);
        }
        log.add(a, s);
    }

    private void learn(Side a, Side b, SegmentView s) {
        stamp(a);
        if (s.has(FIN) && !a.finSeen && a.canEndAt(s.textEnd())) {
            a.finSeen = true;
            a.fin = s.textEnd();
        }
        a.sent(s.seq, s.end());
        a.blurred |= s.isCut();
        if (s.has(ACK) && b.canBeAcknowledgedAt(s.ack)) {
            long window = a.scale >= 0 ? (long) s.window << a.scale : -1;
            a.acknowledged(s, window, stampOf(), Verification.afterChecks(s));
            a.synchronised |= !b.synSeen || s.ack - b.iss > 0;
        }
    }

    private void reset(Side a, Side b, SegmentView s) {
        if (!a.aborted
                && a.synchronised
                && b.spoke
                && ResetChecks.isOwn(a, b, s.seq)
                && !resets.mayBeTheListeners(a, b, s)) {
            a.aborted = true;
            a.peerAtReset = b.max;
        }
        a.resetSeen = true;
    }

    private void stamp(Side a) {
        a.stampsUnread |= !options.areReadable();
        if (options.stamped() && (!a.stamped || options.stampValue() - a.stampMax > 0)) {
            a.stamped = true;
            a.stampMax = options.stampValue();
        }
    }

    private int stampOf() {
        return options.stamped() ? options.stampValue() : 0;
    }

    private static void refresh(Conversation c, Side a, Side b, SegmentView s) {
        refresh(a, b);
        refresh(b, a);
        c.plain = isPlain(a) && isPlain(b) && !c.abstains;
    }

    /** By how much the window of {@code a} counts, once both SYNs are known; and in which states it may be. */
    private static void refresh(Side a, Side b) {
        if (a.scale == Side.UNKNOWN && a.synSeen && b.synSeen) {
            if (a.offersAlways(Side.SCALE) && b.offersAlways(Side.SCALE)) {
                a.scale = a.shift;
            } else if (!a.offersOnce(Side.SCALE) || !b.offersOnce(Side.SCALE)) {
                a.scale = 0;
            } else {
                a.edgeKnown = false; // what it shows from here on cannot be told
            }
        }
        a.mostStates = Math.max(a.mostStates, Integer.bitCount(PossibleStates.of(a, b)));
    }

    private static boolean isPlain(Side a) {
        return a.synchronised && !a.finSeen && !a.resetSeen && a.claim == null;
    }
}
