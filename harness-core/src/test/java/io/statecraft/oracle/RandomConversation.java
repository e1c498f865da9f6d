package io.statecraft.oracle;

import io.statecraft.clock.VirtualClock;
import io.statecraft.stack.CongestionAlgorithm;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.Setting;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Two embedded stacks, each with a program that does this and that, over a network that loses, doubles, reorders and delays, marks what is
 * ECN-capable, and is cut for a while. Everything comes from the seed.
 */
final class RandomConversation {
    private static final long MILLI = 1_000_000;
    private static final int CONGESTION_EXPERIENCED = 3;
    private static final int PORT_OF_A = 8080;
    private static final int PORT_OF_B = 9090;

    private final long seed;
    private final Random random;
    private final VirtualClock clock = new VirtualClock();
    private final double loss;
    private final double duplication;
    private final long jitter;
    private final long cutFrom;
    private final long cutUntil;
    private final boolean crossing;
    private final boolean ecn;
    private final double marks;
    private final boolean fastOpen;
    private final Random extensions; // draws for itself, so that a seed's conversation is the same without them
    private final Random controls; // so does this
    final List<WatchedHost.Note> log = new ArrayList<>();
    final WatchedHost a;
    final WatchedHost b;

    RandomConversation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.3 : 0;
        duplication = random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0;
        jitter = random.nextInt(3) == 0 ? 50 * MILLI : 0;
        crossing = random.nextInt(6) == 0;
        cutFrom = random.nextInt(8) == 0 ? random.nextLong(10_000 * MILLI) : Long.MAX_VALUE;
        cutUntil = cutFrom == Long.MAX_VALUE ? cutFrom : cutFrom + random.nextLong(200_000 * MILLI);
        extensions = new Random(seed ^ 0x3168_7413L);
        ecn = extensions.nextInt(3) == 0;
        marks = extensions.nextBoolean() ? extensions.nextDouble() * 0.3 : 0;
        fastOpen = !crossing && extensions.nextInt(4) == 0;
        controls = new Random(seed ^ 0x9438L);
        boolean v4 = random.nextBoolean();
        IpAddress left = IpAddress.of(v4 ? "192.168.0.1" : "fd00::1");
        IpAddress right = IpAddress.of(v4 ? "192.0.2.1" : "2001:db8::1");
        a = host(left, seed, true);
        b = host(right, ~seed, false);
    }

    private WatchedHost host(IpAddress address, long isn, boolean isA) {
        Profile profile =
                extended(Profiles.all().get(random.nextInt(Profiles.all().size())));
        EndpointOptions options = new EndpointOptions(profile);
        if (controls.nextInt(3) == 0) {
            CongestionAlgorithm[] all = CongestionAlgorithm.values();
            options.congestionControl(all[controls.nextInt(all.length)]);
        }
        if (fastOpen) {
            options.fastOpen(extensions.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            options.receiveBuffer(100 + random.nextInt(random.nextBoolean() ? 3_000 : 200_000));
        }
        if (random.nextInt(3) == 0) {
            options.sendBuffer(100 + random.nextInt(200_000));
        }
        options.noDelay(random.nextInt(3) == 0);
        if (random.nextInt(6) == 0) {
            options.maximumSegmentSize(64 + random.nextInt(1400));
        }
        return new WatchedHost(address, profile, options, clock, isn, packet -> carry(packet, isA), log);
    }

    /** With ECN and Fast Open, as far as this conversation has them. */
    private Profile extended(Profile profile) {
        Profile with = ecn ? profile.with(Setting.ECN, 1 + extensions.nextInt(2)) : profile;
        for (Setting setting : List.of(
                Setting.FAST_OPEN_CLIENT,
                Setting.FAST_OPEN_SERVER,
                Setting.FAST_OPEN_WITHOUT_COOKIE,
                Setting.FAST_OPEN_FROM_ANYBODY)) {
            with = fastOpen && extensions.nextInt(4) > 0 ? with.with(setting, 1) : with;
        }
        return with;
    }

    private void carry(Packet sent, boolean towardsB) {
        boolean capable = (sent.ip().trafficClass() & CONGESTION_EXPERIENCED) != 0;
        Packet packet = capable && extensions.nextDouble() < marks ? marked(sent) : sent;
        boolean cut = clock.now() >= cutFrom && clock.now() < cutUntil;
        int copies = cut || random.nextDouble() < loss ? 0 : random.nextDouble() < duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delay = 5 * MILLI + (jitter == 0 ? 0 : random.nextLong(jitter));
            clock.at(clock.now() + delay, () -> (towardsB ? b : a).arrive(packet));
        }
    }

    private static Packet marked(Packet packet) {
        int octet = packet.ip().trafficClass() | CONGESTION_EXPERIENCED;
        return new Packet(packet.ip().withTrafficClass(octet), packet.transport());
    }

    void play() {
        if (random.nextInt(8) == 0) {
            a.keepAlive();
        }
        if (crossing) {
            a.connect(b.address, PORT_OF_A, PORT_OF_B);
            b.connect(a.address, PORT_OF_B, PORT_OF_A);
        } else {
            b.listen(PORT_OF_B);
            open();
        }
        int steps = 5 + random.nextInt(30);
        for (int i = 0; i < steps; i++) {
            act(random.nextBoolean() ? a : b);
            clock.sleepUntil(clock.now() + pause());
            look();
        }
        a.close(false);
        b.accept();
        b.close(random.nextInt(8) == 0);
        for (int i = 0; i < 40; i++) {
            clock.sleepUntil(clock.now() + 10_000 * MILLI);
            look();
        }
    }

    private void open() {
        if (!fastOpen) {
            a.connect(b.address, PORT_OF_A, PORT_OF_B);
            return;
        }
        if (extensions.nextBoolean()) {
            a.askForACookie(b.address, PORT_OF_A + 1, PORT_OF_B);
            clock.sleepUntil(clock.now() + extensions.nextLong(2_000 * MILLI));
            a.abortWhatWasForACookie();
            clock.sleepUntil(clock.now() + extensions.nextLong(200 * MILLI));
        }
        a.connectFast(b.address, PORT_OF_A, PORT_OF_B, extensions.nextInt(3_000));
    }

    private long pause() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextLong(20 * MILLI);
            case 2 -> random.nextLong(500 * MILLI);
            default -> random.nextLong(5000 * MILLI);
        };
    }

    private void act(WatchedHost host) {
        host.accept();
        switch (random.nextInt(11)) {
            case 0, 1, 2 ->
                host.send(
                        1 + random.nextInt(random.nextBoolean() ? 50 : 50_000),
                        random.nextInt(10) == 0,
                        random.nextInt(3) == 0);
            case 3, 4, 5 -> host.receive(1 + random.nextInt(20_000));
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    host.closeSending();
                }
            }
            case 7 -> {
                if (random.nextInt(8) == 0) {
                    host.close(random.nextInt(3) == 0);
                }
            }
            case 8 -> {
                if (random.nextBoolean()) {
                    host.cork(random.nextInt(3) == 0);
                } else {
                    host.growReceiveBuffer(random.nextInt(10_000));
                }
            }
            default -> {
                // nothing, this time
            }
        }
    }

    private void look() {
        a.look(new FourTuple(a.address, PORT_OF_A, b.address, PORT_OF_B));
        b.look(new FourTuple(b.address, PORT_OF_B, a.address, PORT_OF_A));
    }

    /** Adds what the oracles found, each with what happened before. */
    void collect(List<String> found) {
        for (WatchedHost host : List.of(a, b)) {
            if (!broken(host).isEmpty()) {
                Violation first = broken(host).get(0);
                found.add("seed " + seed + ", " + host.address + " ("
                        + host.stack.profile().name() + "): " + first + "\n" + tail(first.time()));
            }
        }
    }

    /** What the host must not do. Some profiles leave a SHOULD, as their systems do. */
    static List<Violation> broken(WatchedHost host) {
        return host.oracle.violations().stream()
                .filter(violation ->
                        violation.must() || host.stack.profile().name().equals(Profiles.RFC9293.name()))
                .toList();
    }

    private String tail(long until) {
        List<String> shown = log.stream()
                .filter(note -> note.time() <= until)
                .map(WatchedHost.Note::toString)
                .toList();
        return String.join("\n", shown.subList(Math.max(0, shown.size() - 40), shown.size()));
    }
}
