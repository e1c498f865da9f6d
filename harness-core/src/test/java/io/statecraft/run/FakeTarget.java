package io.statecraft.run;

import io.statecraft.clock.Clock;
import io.statecraft.link.Link;
import io.statecraft.link.LinkException;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi;
import io.statecraft.target.StateProbe;
import io.statecraft.target.Target;
import io.statecraft.target.UnknownCallException;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** A target that does what a test tells it, on a clock that the test owns. */
final class FakeTarget implements Target, Link, SocketApi, StateProbe {
    static final IpAddress LOCAL = IpAddress.of("192.168.0.1");
    static final IpAddress REMOTE = IpAddress.of("192.0.2.1");

    private record Timed(long time, long order, byte[] bytes) implements Comparable<Timed> {
        @Override
        public int compareTo(Timed other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
        }
    }

    /** What a call of the fake comes to. */
    private record Answer(long after, Result result, Runnable effect) {}

    private final PriorityQueue<Timed> outbound = new PriorityQueue<>();
    private final Map<String, List<Answer>> answers = new HashMap<>();
    private final Map<String, Long> symbols = new HashMap<>(Map.of(
            "EAGAIN",
            11L,
            "EWOULDBLOCK",
            11L,
            "SHUT_WR",
            1L,
            "EPOLLIN",
            1L,
            "EPOLLOUT",
            4L,
            "SO_EE_ORIGIN_ICMP",
            2L,
            "SO_EE_ORIGIN_ZEROCOPY",
            5L));
    private final Map<Integer, Ends> ends = new HashMap<>();
    private final Clock clock;
    final List<Packet> injected = new ArrayList<>();
    final List<Long> injectedAt = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<String> commands = new ArrayList<>();
    Map<String, Long> tcpInfo = Map.of();
    Consumer<Packet> onPacket = packet -> {};
    Runnable onProbe = () -> {};
    Runnable onReceive = () -> {};
    CommandOutcome commandOutcome = new CommandOutcome.Done(0, "");
    TcpState state = TcpState.CLOSED;
    boolean probed = true;
    long lost;
    long tick;
    boolean broken;
    private long order;

    FakeTarget(Clock clock) {
        this.clock = clock;
    }

    /** Sends a segment after a while. */
    void emit(long after, Segment segment) {
        Packet packet = new Packet(IpHeader.between(LOCAL, REMOTE), segment);
        outbound.add(new Timed(clock.now() + after, order++, PacketCodec.encode(packet)));
    }

    /** Calls of this name give this, in turn; the last one for ever. */
    FakeTarget answers(String function, long value) {
        return answers(function, 0, new Result(value, Optional.empty(), Map.of()), () -> {});
    }

    FakeTarget answers(String function, long after, Result result, Runnable effect) {
        answers.computeIfAbsent(function, f -> new ArrayList<>()).add(new Answer(after, result, effect));
        return this;
    }

    FakeTarget with(int descriptor, Ends socket) {
        ends.put(descriptor, socket);
        return this;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long tick() {
        return tick;
    }

    @Override
    public Link link() {
        return this;
    }

    @Override
    public Optional<SocketApi> sockets() {
        return Optional.of(this);
    }

    @Override
    public Optional<StateProbe> probe() {
        return probed ? Optional.of(this) : Optional.empty();
    }

    @Override
    public IpAddress localAddress() {
        return LOCAL;
    }

    @Override
    public IpAddress remoteAddress() {
        return REMOTE;
    }

    @Override
    public CommandOutcome command(String text) {
        commands.add(text);
        return commandOutcome;
    }

    @Override
    public void send(ByteBuffer packet) {
        if (broken) {
            throw new LinkException("the fake's link is cut");
        }
        Packet decoded = PacketCodec.decode(packet).packet();
        injected.add(decoded);
        injectedAt.add(clock.now());
        onPacket.accept(decoded);
    }

    @Override
    public Link.Received receive(long deadline) {
        onReceive.run();
        Timed next = outbound.peek();
        if (next == null || next.time() > Math.max(deadline, clock.now())) {
            clock.sleepUntil(deadline);
            return null;
        }
        outbound.poll();
        clock.sleepUntil(next.time());
        return new Link.Received(next.time(), ByteBuffer.wrap(next.bytes()));
    }

    @Override
    public boolean deliversAtOnce() {
        return true;
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public SocketApi.Pending start(Invocation call) {
        calls.add(call.function());
        List<Answer> planned = answers.get(call.function());
        if (planned == null) {
            throw new UnknownCallException("the fake knows no " + call.function());
        }
        Answer answer = planned.size() > 1 ? planned.remove(0) : planned.get(0);
        long started = clock.now();
        answer.effect().run();
        return new SocketApi.Pending() {
            @Override
            public boolean isDone() {
                return clock.now() >= endedAt();
            }

            @Override
            public long startedAt() {
                return started;
            }

            @Override
            public long endedAt() {
                return started + answer.after();
            }

            @Override
            public Result result() {
                return answer.result();
            }
        };
    }

    @Override
    public boolean await(SocketApi.Pending pending, long deadline) {
        clock.sleepUntil(Math.min(deadline, pending.endedAt()));
        return pending.isDone();
    }

    @Override
    public OptionalLong valueOf(String symbol) {
        Long value = symbols.get(symbol);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public Optional<Ends> ends(int descriptor) {
        return Optional.ofNullable(ends.get(descriptor));
    }

    @Override
    public Map<String, Long> tcpInfo(int descriptor) {
        return tcpInfo;
    }

    @Override
    public TcpState connection(FourTuple tuple) {
        onProbe.run();
        return state;
    }

    @Override
    public TcpState listener(IpAddress local, int port) {
        onProbe.run();
        return state;
    }

    @Override
    public void close() {}

    static Result failing(String errno) {
        return new Result(-1, Optional.of(errno), Map.of());
    }

    static Result giving(long value, int index, Expression output) {
        return new Result(value, Optional.empty(), Map.of(index, output));
    }
}
