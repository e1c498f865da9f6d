package io.statecraft.run;

import io.statecraft.run.mapping.Conversation;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.List;

/** Resets the connections that a scenario leaves open, as packetdrill does, so that the target need not keep them. */
final class Farewell {
    private final Stage stage;

    Farewell(Stage stage) {
        this.stage = stage;
    }

    void send() {
        List<Conversation> all = stage.conversations().all();
        for (int i = all.size() - 1; i >= 0; i--) {
            Conversation conversation = all.get(i);
            conversation.ends().ifPresent(ends -> stage.bench().send(reset(conversation, ends)));
        }
    }

    /** A reset that the target takes, by what was last said on the connection. */
    static Packet reset(Conversation conversation, FourTuple ends) {
        Segment plain = Segment.between(ends.remotePort(), ends.localPort())
                .withFlags(TcpFlag.RST, TcpFlag.ACK)
                .withPayload(Bytes.EMPTY);
        Segment s = conversation
                .lastInjectedWithAck()
                .map(Packet::carried)
                .map(last -> plain.withSeq(last.end()).withAck(last.ack()).withWindow(last.window()))
                .or(() -> conversation
                        .lastOutbound()
                        .map(Packet::carried)
                        .map(last -> last.has(TcpFlag.ACK)
                                ? plain.withSeq(last.ack()).withAck(last.seq())
                                : plain.withSeq(SequenceNumber.ZERO)
                                        .withAck(last.seq().plus(1))))
                .orElse(plain);
        return new Packet(IpHeader.between(ends.remote(), ends.local()), s);
    }
}
