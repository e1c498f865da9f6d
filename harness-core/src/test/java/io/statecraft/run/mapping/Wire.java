package io.statecraft.run.mapping;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.Parsed;
import io.statecraft.script.ScriptParser;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;

/** Patterns from text, and conversations that have come to a point, for tests. */
final class Wire {
    static final IpAddress LOCAL = IpAddress.of("192.168.0.1");
    static final IpAddress REMOTE = IpAddress.of("192.0.2.1");
    static final int PORT = 8080;

    private Wire() {}

    static PacketPattern pattern(String line) {
        Parsed parsed = ScriptParser.parse("test.pkt", "0 " + line + "\n", ParseOptions.DEFAULT);
        Action action = parsed.scenario()
                .orElseThrow(() -> new AssertionError(parsed.render()))
                .steps()
                .get(0)
                .action();
        return action instanceof Action.Inject inject ? inject.packet() : ((Action.Expect) action).packet();
    }

    static Conversations conversations(Numbering numbering) {
        return new Conversations(LOCAL, REMOTE, PORT, PORT, numbering, 1);
    }

    /** A segment as the target would send it on a conversation. */
    static Decoded fromTarget(Conversation conversation, Segment segment) {
        int remotePort = conversation.ends().orElseThrow().remotePort();
        return sent(segment.withPorts(conversation.ends().orElseThrow().localPort(), remotePort));
    }

    static Decoded sent(Segment segment) {
        return PacketCodec.decode(PacketCodec.encode(new Packet(IpHeader.between(LOCAL, REMOTE), segment)));
    }
}
