package io.statecraft.target.kernel;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.DeliveryWatch;
import io.statecraft.link.Link;
import io.statecraft.link.MacAddress;
import io.statecraft.link.PacketSocketLink;
import io.statecraft.link.RawSocketLink;
import io.statecraft.link.TunDevice;
import io.statecraft.link.TunLink;
import io.statecraft.target.TargetRequest;
import io.statecraft.wire.IpAddress;

/** Lays the wire between the harness and the kernel under test, in whose namespace the calling thread is. */
final class Wiring {
    /** Scripts call the target's interface by this name, whatever it is. */
    static final String INTERFACE = "tun0";

    private static final String FAR_END = "wire0";

    /**
     * The ends have different numbers: then they come up at once, while the kernel takes up to a second for others. They are large,
     * because some hosts put tunnels into every new namespace.
     */
    private static final int NEAR_END_INDEX = 100;

    private static final int FAR_END_INDEX = 200;

    private static final IpAddress FAR_END_ADDRESS = IpAddress.of("fd53:5443::1");
    private static final MacAddress OURS = MacAddress.locallyAdministered(1);
    static final MacAddress TARGETS = MacAddress.locallyAdministered(2);

    private final TargetRequest request;
    private final Addressing addressing;
    private final MonotonicClock clock;

    Wiring(TargetRequest request, Addressing addressing, MonotonicClock clock) {
        this.request = request;
        this.addressing = addressing;
        this.clock = clock;
    }

    /** The harness's end of a wire of this kind; the target's end has its addresses and routes. */
    Link lay(WireKind kind) {
        return kind == WireKind.TUN ? tun() : veth(kind);
    }

    private Link tun() {
        TunDevice device = TunDevice.open(INTERFACE, segmentsLeaveWhole());
        try (Interfaces interfaces = new Interfaces()) {
            interfaces.bringUp(Interfaces.LOOPBACK);
            int index = interfaces.indexOf(INTERFACE);
            configure(interfaces, index);
            return new TunLink(device, index, clock, Settings.number(request, "mss", 0));
        } catch (RuntimeException e) {
            device.close();
            throw e;
        }
    }

    /** Whether the kernel may leave the segmentation of what it sends to the interface, so that we see it in one piece. */
    private boolean segmentsLeaveWhole() {
        return !"off".equals(request.settings().get("segmentation_offload"));
    }

    private Link veth(WireKind kind) {
        try (NetworkNamespace farNamespace = NetworkNamespace.enterNew()) {
            NamespaceSettings.apply(request);
            farNamespace.leave();
            DeliveryWatch watch = nearEnd(farNamespace.number());
            farNamespace.enter();
            Link link = farEnd(kind, watch);
            farNamespace.leave();
            // The near end, which was up first, learns a little later that there is a far one.
            try (Interfaces interfaces = new Interfaces()) {
                interfaces.awaitRunning(INTERFACE, clock);
                return link;
            } catch (RuntimeException e) {
                link.close();
                throw e;
            }
        }
    }

    /** In the target's namespace. */
    private DeliveryWatch nearEnd(int farNamespace) {
        try (Interfaces interfaces = new Interfaces()) {
            interfaces.bringUp(Interfaces.LOOPBACK);
            interfaces.addVeth(INTERFACE, NEAR_END_INDEX, TARGETS, FAR_END, FAR_END_INDEX, farNamespace);
            configure(interfaces, NEAR_END_INDEX);
            if (!segmentsLeaveWhole()) {
                interfaces.sendSegmentsSingly(NEAR_END_INDEX);
            }
            // The first packet would wait until somebody has been asked for and has answered.
            interfaces.meetNeighbour(NEAR_END_INDEX, addressing.nextHop(), OURS);
            return new DeliveryWatch(NEAR_END_INDEX, clock);
        }
    }

    /** In the far namespace. */
    private Link farEnd(WireKind kind, DeliveryWatch watch) {
        Link link = null;
        try (Interfaces interfaces = new Interfaces()) {
            keepQuiet(interfaces, FAR_END_INDEX);
            interfaces.bringUp(FAR_END_INDEX);
            link = kind == WireKind.PACKET
                    ? new PacketSocketLink(FAR_END_INDEX, OURS, TARGETS, request.mtu(), watch, clock)
                    : rawSocketLink(interfaces, watch);
            interfaces.awaitRunning(FAR_END, clock);
            return link;
        } catch (RuntimeException e) {
            watch.close();
            if (link != null) {
                link.close();
            }
            throw e;
        }
    }

    private Link rawSocketLink(Interfaces interfaces, DeliveryWatch watch) {
        IpAddress target = addressing.local();
        if (target.version() == 6) {
            // Not for the packets, which bring their own: without an address the kernel sends nothing.
            interfaces.addAddress(FAR_END_INDEX, FAR_END_ADDRESS, 128);
            interfaces.awaitOwn(FAR_END_ADDRESS, clock);
        }
        interfaces.addRoute(FAR_END_INDEX, target, 8 * target.bytes().length(), null);
        interfaces.addNeighbour(FAR_END_INDEX, target, TARGETS);
        return new RawSocketLink(FAR_END_INDEX, OURS, target, watch, clock);
    }

    /** No link-local address: it would be announced, with packets that no scenario expects. */
    private void keepQuiet(Interfaces interfaces, int index) {
        if (request.family().wireVersion() == 6) {
            interfaces.makeNoAddresses(index);
        }
    }

    private void configure(Interfaces interfaces, int index) {
        keepQuiet(interfaces, index);
        interfaces.bringUp(index, request.mtu());
        interfaces.addAddress(index, addressing.local(), addressing.localPrefix());
        interfaces.addRoute(index, addressing.remote(), addressing.remotePrefix(), addressing.gateway());
        if (addressing.remote().version() == 4 && addressing.remotePrefix() < 32) {
            // Scripts change the route to this one address, which they can only if it is there.
            interfaces.addRoute(index, addressing.remote(), 32, addressing.gateway());
        }
        interfaces.awaitOwn(addressing.local(), clock);
    }
}
