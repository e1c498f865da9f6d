package io.statecraft.run;

import io.statecraft.clock.Clock;
import io.statecraft.clock.VirtualClock;
import io.statecraft.scenario.Scenario;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.Map;

/** Plays short scripts on a {@link FakeTarget} that answers a SYN. */
final class Play {
    static final long ISN = 5000;
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    /** A passive open, as far as the SYN,ACK. */
    static final String OPENING = """
            0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 listen(3, 1) = 0
            +.1 < S 0:0(0) win 1000 <mss 1460>
            +0 > S. 0:0(0) ack 1 win 65535
            +.1 < . 1:1(0) ack 1 win 1000
            """;

    final FakeTarget target;
    private Judge.Mode mode = Judge.Mode.OFF;
    private boolean givesUp;
    private Map<String, String> overriding = Map.of();

    private Play(FakeTarget target) {
        this.target = target;
    }

    static Play virtual() {
        return on(new VirtualClock());
    }

    static Play on(Clock clock) {
        Play play = new Play(new FakeTarget(clock));
        play.target
                .answers("socket", 3)
                .answers("listen", 0)
                .answers("accept", 4)
                .answers("close", 0);
        play.target.onPacket = in -> {
            if (in.segment().has(TcpFlag.SYN)) {
                play.target.emit(
                        0,
                        reply(in.segment(), TcpFlag.SYN, TcpFlag.ACK)
                                .withSeq(SequenceNumber.of(ISN))
                                .withAck(in.segment().seq().plus(1)));
            }
        };
        return play;
    }

    Play judged(Judge.Mode by) {
        mode = by;
        return this;
    }

    Play with(Map<String, String> settings) {
        overriding = settings;
        return this;
    }

    /** As where there will be another attempt. */
    Play givingUp() {
        givesUp = true;
        return this;
    }

    /** A segment back to where {@code to} came from, from the target's side of the handshake on. */
    static Segment reply(Segment to, TcpFlag... flags) {
        return Segment.between(to.destinationPort(), to.sourcePort())
                .withSeq(SequenceNumber.of(ISN + 1))
                .withAck(to.end())
                .withFlags(flags)
                .withWindow(65535);
    }

    static Segment text(Segment segment, int octets) {
        return segment.withPayload(Bytes.zeros(octets));
    }

    Outcome play(String script) {
        Scenario scenario = parse(script);
        PlaySettings settings = PlaySettings.of(scenario.options(), overriding);
        Session session = new Session(scenario, target, settings, mode, 1, 3600 * SECOND);
        return (givesUp ? session.givingUp() : session).play();
    }

    static Scenario parse(String script) {
        Parsed parsed = ScriptParser.parse("test.pkt", script, ParseOptions.DEFAULT);
        return parsed.scenario().orElseThrow(() -> new AssertionError(parsed.render()));
    }
}
