package io.statecraft.target;

import io.statecraft.link.Link;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Expression;
import io.statecraft.script.ParseOptions;
import io.statecraft.script.ScriptParser;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.SocketApi.Pending;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/** What tests say to a target, in few words: calls as a script has them, and segments of one connection. */
public final class Conversation {
    public static final int PORT = 8080;
    public static final int PEER_PORT = 40000;
    private static final long SECOND = 1_000_000_000;

    private final Target target;

    public Conversation(Target target) {
        this.target = target;
    }

    /** Starts a call such as {@code bind(3, ..., ...) = 0}; a result over zero is the number that it is to get. */
    public Pending start(String text, boolean blocks) {
        Action.Call call = (Action.Call) ScriptParser.parse("test", "0 " + text + "\n", ParseOptions.DEFAULT)
                .scenario()
                .orElseThrow(() -> new IllegalArgumentException(text))
                .steps()
                .get(0)
                .action();
        boolean makesDescriptor = call.function().matches("socket|accept|open|epoll_create");
        OptionalInt number = makesDescriptor && call.result() instanceof Expression.Number result && result.value() > 0
                ? OptionalInt.of((int) result.value())
                : OptionalInt.empty();
        return target.sockets().orElseThrow().start(new Invocation(call.function(), call.arguments(), number, blocks));
    }

    /** What a call returned, that has to return within a second. */
    public Result call(String text) {
        Pending pending = start(text, false);
        if (!target.sockets().orElseThrow().await(pending, target.clock().now() + SECOND)) {
            throw new AssertionError(text + " has not returned");
        }
        return pending.result();
    }

    /** The value of a call, or the name of its error. */
    public String value(String text) {
        Result result = call(text);
        return result.errno().orElse(Long.toString(result.value()));
    }

    /** Makes a listener, as descriptor 3. */
    public void listen() {
        for (String call : new String[] {
            "socket(..., SOCK_STREAM, IPPROTO_TCP) = 3",
            "setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0",
            "bind(3, ..., ...) = 0",
            "listen(3, 1) = 0"
        }) {
            if (call(call).value() < 0) {
                throw new AssertionError(call + ": " + value(call));
            }
        }
    }

    /** Sends a segment to the target. */
    public void send(Segment segment) {
        Packet packet = new Packet(IpHeader.between(target.remoteAddress(), target.localAddress()), segment);
        target.link().send(ByteBuffer.wrap(PacketCodec.encode(packet)));
    }

    /** The next packet from the target, that has to come within a second and be sound. */
    public Packet next() {
        Link.Received received = received();
        if (received == null) {
            throw new AssertionError("nothing came");
        }
        var decoded = PacketCodec.decode(received.packet());
        if (!decoded.isSound()) {
            throw new AssertionError(decoded.problems().toString());
        }
        return decoded.packet();
    }

    /** The next packet from the target as it came, or null after a second. */
    public Link.Received received() {
        return target.link().receive(target.clock().now() + SECOND);
    }

    /** The next segment from the target, that has to come within a second. */
    public Segment nextSegment() {
        return next().segment();
    }

    /** What the kernel says of the connection between these ports. */
    public TcpState state(int localPort, int remotePort) {
        return target.probe()
                .orElseThrow()
                .connection(new FourTuple(target.localAddress(), localPort, target.remoteAddress(), remotePort));
    }

    /** Connects to the listener: the three segments. The last acknowledges what the target has sent; the next octet is 1. */
    public Segment handshake() {
        send(segment().withFlags(TcpFlag.SYN).withOptions(List.of(new TcpOption.MaximumSegmentSize(1460))));
        Segment synAck = nextSegment();
        Segment ack = segment().withSeq(synAck.ack()).withAck(synAck.end()).withFlags(TcpFlag.ACK);
        send(ack);
        return ack;
    }

    /** A connection that the target has accepted, as descriptor 4; the segment that acknowledges its SYN. */
    public Segment establish() {
        listen();
        Segment ack = handshake();
        if (call("accept(3, ..., ...) = 4").value() != 4) {
            throw new AssertionError("not accepted");
        }
        return ack;
    }

    /** The start of a segment from the peer: ports and a window. */
    public Segment segment() {
        return Segment.between(PEER_PORT, PORT).withWindow(65535);
    }

    /** The state of the connection that {@link #handshake} makes. */
    public TcpState state() {
        return state(PORT, PEER_PORT);
    }
}
