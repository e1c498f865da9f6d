package io.statecraft.run.live;

import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.syn;
import static io.statecraft.scenario.Packets.synAck;

import io.statecraft.oracle.Violation;
import io.statecraft.run.Judge;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.Player;
import io.statecraft.run.Trace;
import io.statecraft.run.mapping.Numbering;
import io.statecraft.scenario.Calls;
import io.statecraft.scenario.SegmentPattern;
import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.target.Target;
import io.statecraft.tcp.TcpState;
import java.util.List;

/**
 * The harness's side of connections with a target, played step by step:
 *
 * <pre>{@code
 * LiveConnection connection = peer.establish(passive().window(257));
 * connection.inject(rst().seq(connection.rcvNxt().plus(1)));
 * connection.expect(ack().seq(connection.sndNxt()).ack(connection.rcvNxt()));
 * connection.expectState(ESTABLISHED);
 * }</pre>
 *
 * <p>All numbers are the wire's. Times are seconds. Confined to one thread; does not close the target.
 */
public final class Peer {
    private static final long DAY = 24 * 3600 * 1_000_000_000L;
    private static final int FIRST_DESCRIPTOR = 3;
    private static final int FIRST_PORT = 50_000;
    private static final int BACKLOG = 16;

    private final Target target;
    private final PlaySettings settings;
    private final Steps steps;
    private int nextDescriptor = FIRST_DESCRIPTOR;
    private int nextPort = FIRST_PORT;
    private int listener = -1;

    private Peer(Target target, PlaySettings settings, Judge.Mode oracle, long seed) {
        this.target = target;
        this.settings = settings;
        this.steps = new Steps(new Player(target, settings.with(Numbering.WIRE), oracle, seed, DAY), oracle);
    }

    /** The peer of a target; the oracle watches, and a MUST that the target breaks fails the step at which it does. */
    public static Peer of(Target target) {
        return of(target, PlaySettings.DEFAULT, Judge.Mode.STRICT, 1);
    }

    /** The peer of a target, with settings such as the tolerance of time. */
    public static Peer of(Target target, PlaySettings settings, Judge.Mode oracle, long seed) {
        return new Peer(target, settings, oracle, seed);
    }

    /** Opens a connection and brings it to ESTABLISHED; the target's program holds its descriptor. */
    public LiveConnection establish(Opening opening) {
        LiveConnection connection = open(opening);
        if (opening.listens()) {
            connection.inject(ack());
            connection.accept();
        } else {
            connection.inject(withOptions(synAck(), opening.options()).seq(opening.isn()));
            connection.expect(ack().anyOptions());
        }
        connection.expectState(TcpState.ESTABLISHED);
        return connection;
    }

    /**
     * Opens a connection half: with a passive one the target has answered the SYN and is in SYN-RECEIVED, with an active one it has
     * sent its own and is in SYN-SENT.
     */
    public LiveConnection open(Opening opening) {
        return opening.listens() ? openPassively(opening) : openActively(opening);
    }

    private LiveConnection openPassively(Opening opening) {
        if (listener < 0) {
            listener = nextDescriptor++;
            steps.call(Calls.socket().returns(listener));
            steps.call(Calls.bind(listener).returns(0));
            steps.call(Calls.listen(listener, BACKLOG).returns(0));
        }
        int port = nextPort++;
        LiveConnection connection =
                new LiveConnection(steps, opening, listener, nextDescriptor++, port, settings.bindPort());
        connection.inject(withOptions(syn(), opening.options()).seq(opening.isn()));
        connection.expect(synAck().ack(opening.isn().plus(1)).anyOptions());
        return connection;
    }

    private LiveConnection openActively(Opening opening) {
        int fd = nextDescriptor++;
        steps.call(Calls.socket().returns(fd));
        steps.call(Calls.nonBlocking(fd).returns(0));
        steps.call(Calls.connect(fd).fails("EINPROGRESS"));
        LiveConnection connection = new LiveConnection(steps, opening, -1, fd, settings.connectPort(), 0);
        connection.expect(syn().anyOptions());
        return connection;
    }

    private static SegmentPattern withOptions(SegmentPattern segment, List<OptionPattern> options) {
        return segment.options(options.toArray(OptionPattern[]::new));
    }

    /** The target, for what is not about one connection. */
    public Target target() {
        return target;
    }

    /** What has happened so far. */
    public Trace trace() {
        return steps.player().trace();
    }

    /** What the oracle has found so far. */
    public List<Violation> violations() {
        return steps.player().violations();
    }
}
