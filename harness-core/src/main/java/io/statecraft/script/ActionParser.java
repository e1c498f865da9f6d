package io.statecraft.script;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.script.Token.Kind;
import io.statecraft.tcp.TcpState;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows the time of a statement. */
final class ActionParser {
    private final Cursor cursor;
    private final TimingParser durations;
    private final CallParser calls;
    private final PacketParser packets;

    ActionParser(Cursor cursor, SettingParser settings) {
        this.cursor = cursor;
        this.durations = new TimingParser(cursor);
        this.calls = new CallParser(cursor);
        this.packets = new PacketParser(cursor, settings);
    }

    Action parse(TimingParser.When when) {
        if (cursor.at(">") || cursor.at("oracle")) {
            onlyCallsBlock(when);
            return outbound();
        }
        if (when.isLoose()) {
            throw ScriptError.at(
                    when.offset(),
                    "only an expected packet (`>`) can have the time `*` or a range",
                    "write one time, such as `+0`");
        }
        Token first = cursor.peekExpanded();
        if (first.is(Kind.WORD) && !isOwnStatement()) {
            return calls.parse(when.returnsAt());
        }
        onlyCallsBlock(when);
        if (first.is("<")) {
            cursor.take();
            if (cursor.at("oracle")) {
                throw cursor.unexpected("a packet", "`oracle` is what the target may send: `> oracle`");
            }
            return new Action.Inject(packets.parse(PacketChecks.Direction.INBOUND));
        }
        if (first.is(Kind.COMMAND)) {
            return new Action.Command(cursor.takeExpanded().text());
        }
        if (first.is(Kind.CODE)) {
            return new Action.Code(cursor.take().text());
        }
        if (first.is("state")) {
            return state();
        }
        if (first.is("silence")) {
            return silence();
        }
        throw cursor.unexpected(
                "a packet (`<` or `>`), a system call, `state(…)`, `silence`, a command in backquotes, or %{ code }%");
    }

    private static void onlyCallsBlock(TimingParser.When when) {
        if (when.returnsAt().isPresent()) {
            throw ScriptError.at(
                    when.offset(), "only a system call can have the time of its return (`T...E`)", "write one time");
        }
    }

    private boolean isOwnStatement() {
        return cursor.at("state") || cursor.at("silence");
    }

    private Action outbound() {
        cursor.accept(">");
        if (cursor.accept("oracle")) {
            return new Action.ExpectAllowed();
        }
        PacketPattern packet = packets.parse(PacketChecks.Direction.OUTBOUND);
        return new Action.Expect(packet);
    }

    /** {@code state(fd) = NAME}, {@code state(fd, peer) = NAME}; {@code oracle} for any that the RFCs allow. */
    private Action state() {
        cursor.take();
        cursor.expect("(", "and a descriptor");
        int descriptor = cursor.smallInteger("a descriptor", 0, Integer.MAX_VALUE);
        boolean peer = false;
        if (cursor.accept(",")) {
            cursor.expect("peer", "after the comma: `state(3, peer)`");
            peer = true;
        }
        cursor.expect(")", "after the descriptor");
        cursor.expect("=", "and the name of a state");
        if (cursor.accept("oracle")) {
            return new Action.AllowedState(descriptor, peer);
        }
        Token name = cursor.run(c -> Lexer.isWordPart(c) || c == '-');
        TcpState state = TcpState.named(name.text())
                .orElseThrow(() -> ScriptError.at(
                        name.start(),
                        "`" + name.text() + "` is not a state of TCP",
                        "the states are "
                                + Stream.of(TcpState.values())
                                        .map(TcpState::toString)
                                        .collect(Collectors.joining(", "))));
        return new Action.AssertState(descriptor, peer, state);
    }

    /** {@code silence for T}. */
    private Action silence() {
        cursor.take();
        cursor.expect("for", "and a number of seconds: `silence for 0.2`");
        return new Action.Silence(durations.seconds(false));
    }
}
