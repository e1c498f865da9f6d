package io.statecraft.target.embedded;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.Link;
import io.statecraft.scenario.Expression;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.SocketApi;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.TargetRequest;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Scenarios per second on one core: a target opened, a handshake, 10 kB each way, both FINs. Run as a program. */
final class EmbeddedBenchmark {
    private static final int TEXT = 10_000;
    private static final int ROUNDS = 5;
    private static final long ROUND = 2_000_000_000L;
    private static final Expression ANY = new Expression.Ellipsis();
    private static final TargetRequest REQUEST = Program.request(Family.IPV4, Map.of());

    private EmbeddedBenchmark() {}

    public static void main(String... arguments) {
        MonotonicClock clock = new MonotonicClock();
        for (Profile profile : Profiles.all()) {
            for (int round = 1; round <= ROUNDS; round++) {
                long start = clock.now();
                int count = 0;
                while (clock.now() - start < ROUND) {
                    scenario(profile);
                    count++;
                }
                long perSecond = count * 1_000_000_000L / (clock.now() - start);
                System.out.println(profile + ", round " + round + ": " + perSecond + " scenarios/s");
            }
        }
    }

    private static void scenario(Profile profile) {
        try (EmbeddedTarget target = new EmbeddedTarget(profile, REQUEST)) {
            new Run(target).play();
        }
    }

    /** One conversation; the peer acknowledges every segment. */
    private static final class Run {
        private final EmbeddedTarget target;
        private final SocketApi sockets;
        private final Link link;
        private long seq = 1000;
        private SequenceNumber ack = SequenceNumber.ZERO;

        Run(EmbeddedTarget target) {
            this.target = target;
            sockets = target.sockets().orElseThrow();
            link = target.link();
        }

        void play() {
            call("socket", ANY, number(1), number(6));
            call("bind", number(3), ANY, ANY);
            call("listen", number(3), number(1));
            inject(0, TcpFlag.SYN);
            drain();
            inject(0, TcpFlag.ACK);
            call("accept", number(3), ANY, ANY);
            for (int sent = 0; sent < TEXT; sent += 1000) {
                inject(1000, TcpFlag.ACK);
                drain();
            }
            require(call("read", number(4), ANY, number(TEXT)), TEXT);
            require(call("write", number(4), ANY, number(TEXT)), TEXT);
            drain();
            call("close", number(4));
            drain();
            inject(0, TcpFlag.FIN, TcpFlag.ACK);
            require(target.stack().endpoints().size(), 1);
        }

        private long call(String function, Expression... arguments) {
            return sockets.start(new Invocation(function, List.of(arguments), OptionalInt.empty(), false))
                    .result()
                    .value();
        }

        private static Expression number(int value) {
            return Expression.Number.of(value);
        }

        private static void require(long actual, long expected) {
            if (actual != expected) {
                throw new IllegalStateException(actual + " instead of " + expected);
            }
        }

        private void inject(int length, TcpFlag... flags) {
            Segment s = Segment.between(5000, 8080)
                    .withSeq(SequenceNumber.of(seq))
                    .withAck(ack)
                    .withFlags(flags)
                    .withWindow(65_535)
                    .withPayload(Bytes.zeros(length));
            seq += s.length();
            Packet packet = new Packet(IpHeader.between(target.remoteAddress(), target.localAddress()), s);
            link.send(ByteBuffer.wrap(PacketCodec.encode(packet)));
        }

        /** Reads what the target has sent, and acknowledges it. */
        private void drain() {
            for (Link.Received in = link.receive(0); in != null; in = link.receive(0)) {
                Segment s = PacketCodec.decode(in.packet()).packet().segment();
                ack = s.end();
                if (s.length() > 0 && !s.has(TcpFlag.SYN)) {
                    inject(0, TcpFlag.ACK);
                }
            }
        }
    }
}
