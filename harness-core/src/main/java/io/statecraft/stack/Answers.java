package io.statecraft.stack;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Choices;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/** What a connection answers to the rules: its profile's answers, with challenge ACKs counted (RFC 5961 section 7). */
final class Answers implements Choices {
    private final Stack stack;
    private long spanStart = Long.MIN_VALUE;
    private long challenges;
    private boolean takesSpace;
    private boolean opensEarly;

    Answers(Stack stack) {
        this.stack = stack;
    }

    /**
     * What the next questions are about; null: no segment. Text and FINs are acknowledged however often they come: the peer waits for it.
     */
    void about(Segment s) {
        takesSpace = s != null && s.length() > 0 && !s.has(TcpFlag.SYN);
    }

    /** Whether the next SYN may open a connection early: its cookie is valid, and there is room (RFC 7413 section 4.2.2). */
    void opensEarly(boolean may) {
        opensEarly = may;
    }

    @Override
    public Answer pick(Choice choice) {
        if (choice == Choice.FAST_OPEN) {
            return opensEarly ? Answer.ACT : Answer.IGNORE;
        }
        Answer answer = stack.profile().pick(choice);
        return choice == Choice.ACK_THROTTLE && answer == Answer.ACT && !takesSpace && isSpent()
                ? Answer.IGNORE
                : answer;
    }

    private boolean isSpent() {
        Profile profile = stack.profile();
        long now = stack.now();
        if (spanStart == Long.MIN_VALUE || now - spanStart >= profile.get(Setting.CHALLENGE_SPAN)) {
            spanStart = now;
            challenges = 0;
        }
        challenges++;
        return profile.get(Setting.CHALLENGES) > 0 && challenges > profile.get(Setting.CHALLENGES);
    }
}
