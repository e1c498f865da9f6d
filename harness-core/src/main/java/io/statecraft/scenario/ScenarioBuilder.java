package io.statecraft.scenario;

import io.statecraft.tcp.TcpState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the steps of a scenario. {@link #at}, {@link #after} and their like give the time of the one step that follows; a
 * step without a time happens at once, as {@code +0} in a script. Times are seconds, cut off after the microseconds.
 *
 * <p>Not for use by several threads.
 */
public final class ScenarioBuilder {
    private static final String BUILDER = ScenarioBuilder.class.getName();

    private final String id;
    private final List<String> verifies = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> needs = new ArrayList<>();
    private final List<Scenario.Setting> options = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String title = "";
    private Action.Command init;
    private Action.Command cleanup;
    private Timing next;
    private Timing returnsAt;

    ScenarioBuilder(String id) {
        this.id = id;
    }

    /** A sentence on what the scenario is about. */
    public ScenarioBuilder title(String sentence) {
        title = String.join(" ", sentence.strip().split("\\s+"));
        return this;
    }

    /** Requirement ids, such as {@code RFC9293:MUST-12}. */
    public ScenarioBuilder verifies(String... requirements) {
        verifies.addAll(List.of(requirements));
        return this;
    }

    /** Words to select by. */
    public ScenarioBuilder tags(String... words) {
        tags.addAll(List.of(words));
        return this;
    }

    /** What the target must have. */
    public ScenarioBuilder needs(String... features) {
        needs.addAll(List.of(features));
        return this;
    }

    /** {@code --name}. */
    public ScenarioBuilder option(String name) {
        options.add(new Scenario.Setting(name, Optional.empty()));
        return this;
    }

    /** {@code --name=value}. */
    public ScenarioBuilder option(String name, Object value) {
        options.add(new Scenario.Setting(name, Optional.of(value.toString())));
        return this;
    }

    /** A command for the target's shell before the first step. */
    public ScenarioBuilder init(String command) {
        init = Calls.command(command);
        return this;
    }

    /** A command for the target's shell after the last step. */
    public ScenarioBuilder cleanup(String command) {
        cleanup = Calls.command(command);
        return this;
    }

    /** The next step is at a time since the start. */
    public ScenarioBuilder at(double seconds) {
        return when(new Timing.Absolute(nanoseconds(seconds)));
    }

    /** The next step is at a time since the step before. */
    public ScenarioBuilder after(double seconds) {
        return when(new Timing.Relative(nanoseconds(seconds)));
    }

    /** The next step, an expected packet, is whenever it comes. */
    public ScenarioBuilder anytime() {
        return when(new Timing.Anytime());
    }

    /** The next step, an expected packet, comes between two times since the start. */
    public ScenarioBuilder between(double from, double to) {
        return when(new Timing.AbsoluteRange(nanoseconds(from), nanoseconds(to)));
    }

    /** The next step, an expected packet, comes between two times since the step before. */
    public ScenarioBuilder afterBetween(double from, double to) {
        return when(new Timing.RelativeRange(nanoseconds(from), nanoseconds(to)));
    }

    /** The next step, a call, blocks, and returns at a time that counts from the same point as its start. */
    public ScenarioBuilder returningAt(double seconds) {
        returnsAt = next instanceof Timing.Absolute
                ? new Timing.Absolute(nanoseconds(seconds))
                : new Timing.Relative(nanoseconds(seconds));
        return this;
    }

    private ScenarioBuilder when(Timing timing) {
        if (next != null) {
            throw new IllegalStateException("two times, and no step between them");
        }
        next = timing;
        return this;
    }

    private static long nanoseconds(double seconds) {
        if (!(seconds >= 0 && seconds <= 1e9)) {
            throw new IllegalArgumentException("not a time in seconds: " + seconds);
        }
        return 1000
                * BigDecimal.valueOf(seconds)
                        .movePointRight(6)
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact();
    }

    /** Sends a segment to the target. */
    public ScenarioBuilder inject(SegmentPattern segment) {
        return inject(segment.toPacket());
    }

    /** Sends a packet to the target. A segment needs its sequence number and its window. */
    public ScenarioBuilder inject(PacketPattern packet) {
        if (packet.transport() instanceof TransportPattern.Tcp tcp
                && (tcp.window().isEmpty() || tcp.sequence().form() == TransportPattern.Sequence.Form.IGNORED)) {
            throw new IllegalArgumentException("an injected segment needs seq(…) and win(…)");
        }
        return step(new Action.Inject(packet));
    }

    /** Sends an ICMP message to the target. */
    public ScenarioBuilder inject(IcmpPattern message) {
        return inject(message.toPacket());
    }

    /** Expects a segment from the target. */
    public ScenarioBuilder expect(SegmentPattern segment) {
        return expect(segment.toPacket());
    }

    /** Expects a packet from the target. */
    public ScenarioBuilder expect(PacketPattern packet) {
        return step(new Action.Expect(packet));
    }

    /** Expects an ICMP message from the target. */
    public ScenarioBuilder expect(IcmpPattern message) {
        return expect(message.toPacket());
    }

    /** Expects a packet from the target, any that the RFCs allow here. */
    public ScenarioBuilder expectAllowed() {
        return step(new Action.ExpectAllowed());
    }

    /** The target sends nothing for so long. */
    public ScenarioBuilder silence(double seconds) {
        return step(new Action.Silence(nanoseconds(seconds)));
    }

    /** The state of the connection, or listener, behind a descriptor. */
    public ScenarioBuilder state(int descriptor, TcpState state) {
        return step(new Action.AssertState(descriptor, false, state));
    }

    /** The state of the connection with the scenario's peer, although the descriptor is its listener's. */
    public ScenarioBuilder peerState(int descriptor, TcpState state) {
        return step(new Action.AssertState(descriptor, true, state));
    }

    /** Any state that the RFCs allow the connection behind a descriptor, once the target has sent what it owes. */
    public ScenarioBuilder allowedState(int descriptor) {
        return step(new Action.AllowedState(descriptor, false));
    }

    /** The same of the connection with the scenario's peer, although the descriptor is its listener's. */
    public ScenarioBuilder allowedPeerState(int descriptor) {
        return step(new Action.AllowedState(descriptor, true));
    }

    /** A command for the target's shell. */
    public ScenarioBuilder command(String text) {
        return step(Calls.command(text));
    }

    /** Assertions on a snapshot of the target's TCP_INFO. */
    public ScenarioBuilder code(String text) {
        if (text.contains("}%")) {
            throw new IllegalArgumentException("code cannot contain }%: " + text);
        }
        return step(new Action.Code(text));
    }

    /** A system call; {@link Calls} makes them. */
    public ScenarioBuilder call(Action.Call call) {
        Optional<Timing> end = returnsAt == null ? call.returnsAt() : Optional.of(returnsAt);
        returnsAt = null;
        return step(new Action.Call(call.function(), call.arguments(), call.result(), call.errno(), call.note(), end));
    }

    /** A TCP socket with the descriptor {@code fd}. */
    public ScenarioBuilder socket(int fd) {
        return call(Calls.socket().returns(fd));
    }

    /** Binds to the scenario's address and port. */
    public ScenarioBuilder bind(int fd) {
        return call(Calls.bind(fd).returns(0));
    }

    public ScenarioBuilder listen(int fd, int backlog) {
        return call(Calls.listen(fd, backlog).returns(0));
    }

    /** Accepts the connection with the scenario's peer as {@code fd}. */
    public ScenarioBuilder accept(int listener, int fd) {
        return call(Calls.accept(listener).returns(fd));
    }

    /** A connect that succeeds; where it cannot at once, see {@link #returningAt} and {@link Calls#connect}. */
    public ScenarioBuilder connect(int fd) {
        return call(Calls.connect(fd).returns(0));
    }

    /** Reads {@code length} octets, all that were asked for. */
    public ScenarioBuilder read(int fd, int length) {
        return call(Calls.read(fd, length).returns(length));
    }

    /** Writes {@code length} octets, all of them accepted. */
    public ScenarioBuilder write(int fd, int length) {
        return call(Calls.write(fd, length).returns(length));
    }

    /** {@code how} is {@code SHUT_RD}, {@code SHUT_WR}, or {@code SHUT_RDWR}. */
    public ScenarioBuilder shutdown(int fd, String how) {
        return call(Calls.shutdown(fd, how).returns(0));
    }

    public ScenarioBuilder close(int fd) {
        return call(Calls.close(fd).returns(0));
    }

    private ScenarioBuilder step(Action action) {
        if (returnsAt != null) {
            throw new IllegalStateException("only a call returns at a time");
        }
        Timing timing = next == null ? Timing.Relative.AT_ONCE : next;
        boolean loose = !(timing instanceof Timing.Absolute || timing instanceof Timing.Relative);
        if (loose && !(action instanceof Action.Expect || action instanceof Action.ExpectAllowed)) {
            throw new IllegalStateException("only an expected packet has a range of times");
        }
        next = null;
        steps.add(new Step(timing, action, here()));
        return this;
    }

    /** Where the code stands that calls this builder. */
    private static Step.Location here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(BUILDER))
                        .findFirst())
                .map(frame -> new Step.Location(
                        frame.getClassName() + '.' + frame.getMethodName(), frame.getLineNumber(), ""))
                .orElse(Step.Location.NONE);
    }

    /**
     * The scenario.
     *
     * @throws IllegalStateException if it has no step, or a time without a step
     */
    public Scenario build() {
        if (steps.isEmpty() || next != null) {
            throw new IllegalStateException(
                    steps.isEmpty() ? "a scenario has at least one step" : "a time and no step");
        }
        Header header = new Header(title, Optional.ofNullable(id), verifies, tags, needs);
        return new Scenario(header, options, Optional.ofNullable(init), steps, Optional.ofNullable(cleanup));
    }
}
