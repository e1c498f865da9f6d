package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import io.statecraft.link.MacAddress;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Sockets;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;

/** Sets the interfaces, addresses and routes of a network namespace, by rtnetlink. */
final class Interfaces implements AutoCloseable {
    /** The loopback interface's number in every network namespace. */
    static final int LOOPBACK = 1;

    private static final int RTM_NEWLINK = 16;
    private static final int RTM_GETLINK = 18;
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_NEWROUTE = 24;
    private static final int CREATE_EXCLUSIVELY = 0x600; // NLM_F_CREATE | NLM_F_EXCL
    private static final int RTM_GETROUTE = 26;
    private static final int RTM_NEWNEIGH = 28;
    private static final int IFF_UP = 1;
    private static final int IFF_RUNNING = 0x40;
    private static final int NDA_DST = 1;
    private static final int NDA_LLADDR = 2;
    private static final int NUD_STALE = 4;
    private static final int NUD_PERMANENT = 0x80;
    /** Namespaces that are going away, anybody's, can hold the lock of interfaces for seconds. */
    private static final long PATIENCE = 30_000_000_000L;

    private static final long STEP = 300_000;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_GSO_MAX_SEGS = 40;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1;
    private static final int IFLA_NET_NS_FD = 28;
    private static final int IFLA_AF_SPEC = 26;
    private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
    private static final Bytes NO_ADDRESSES = Bytes.of((byte) 1);
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_F_NODAD = 2;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int TABLE_MAIN = 254;
    private static final int PROTOCOL_STATIC = 4;
    private static final int SCOPE_LINK = 253;
    private static final int TYPE_UNICAST = 1;
    private static final int TYPE_LOCAL = 2;
    private static final int ROUTE_TYPE = 7;
    private static final int ROUTE_INFO_SIZE = 12;
    private static final int LINK_INFO_SIZE = 16;

    private final Netlink netlink = new Netlink(Netlink.ROUTE);

    /** The number of the interface called {@code name}. */
    int indexOf(String name) {
        NetlinkMessage message = NetlinkMessage.question(netlink.request(), RTM_GETLINK)
                .fixed(LINK_INFO_SIZE)
                .attribute(IFLA_IFNAME, name);
        PosixException.check("interface " + name, netlink.ask(message));
        return netlink.answer().bytes().getInt(NetlinkMessage.HEADER_SIZE + 4);
    }

    /**
     * Waits until an interface that is up sends: the kernel sees to it a little later that its far end is there.
     *
     * @throws IllegalStateException if it takes longer than half a minute
     */
    void awaitRunning(String name, Clock clock) {
        long giveUp = clock.now() + PATIENCE;
        do {
            indexOf(name);
            if ((netlink.answer().bytes().getInt(NetlinkMessage.HEADER_SIZE + 8) & IFF_RUNNING) != 0) {
                return;
            }
            clock.sleepUntil(clock.now() + STEP); // the kernel's ordinary threads need their turn
        } while (clock.now() < giveUp);
        throw new IllegalStateException("the interface " + name + " does not come up");
    }

    /** Brings an interface up. */
    void bringUp(int index) {
        PosixException.check("bring an interface up", netlink.ask(up(index)));
    }

    /** Brings an interface up, with packets of up to {@code mtu} octets. */
    void bringUp(int index, int mtu) {
        PosixException.check(
                "bring an interface up with an MTU of " + mtu,
                netlink.ask(up(index).attribute(IFLA_MTU, mtu)));
    }

    /**
     * Has an interface that is not up yet make itself no link-local address, which it would announce. The setting of that name does the
     * same, but tries for the kernel's lock of interfaces in a loop that keeps a processor busy; this waits for it.
     */
    void makeNoAddresses(int index) {
        NetlinkMessage message =
                NetlinkMessage.change(netlink.request(), RTM_NEWLINK, 0).fixed(LINK_INFO_SIZE);
        netlink.request().bytes().putInt(NetlinkMessage.HEADER_SIZE + 4, index);
        int families = message.beginNested(IFLA_AF_SPEC);
        int ipv6 = message.beginNested(Sockets.AF_INET6);
        message.attribute(IFLA_INET6_ADDR_GEN_MODE, NO_ADDRESSES)
                .endNested(ipv6)
                .endNested(families);
        PosixException.check("keep an interface from making addresses", netlink.ask(message));
    }

    /** Has the stack hand over one segment at a time to an interface that could segment by itself. */
    void sendSegmentsSingly(int index) {
        PosixException.check("limit segmentation offload", netlink.ask(up(index).attribute(IFLA_GSO_MAX_SEGS, 1)));
    }

    private NetlinkMessage up(int index) {
        NativeMemory memory = netlink.request();
        NetlinkMessage message = NetlinkMessage.change(memory, RTM_NEWLINK, 0).fixed(LINK_INFO_SIZE);
        int fixed = NetlinkMessage.HEADER_SIZE;
        memory.bytes().putInt(fixed + 4, index).putInt(fixed + 8, IFF_UP).putInt(fixed + 12, IFF_UP);
        return message;
    }

    /**
     * Makes a pair of connected Ethernet interfaces.
     *
     * @param name of the end in this namespace
     * @param index the number of that end
     * @param address the link address of that end
     * @param peerName of the other end
     * @param peerIndex the number of the other end
     * @param peerNamespace the descriptor of the namespace of the other end
     */
    void addVeth(String name, int index, MacAddress address, String peerName, int peerIndex, int peerNamespace) {
        NetlinkMessage message = NetlinkMessage.change(netlink.request(), RTM_NEWLINK, CREATE_EXCLUSIVELY)
                .putInt(0)
                .putInt(index)
                .fixed(LINK_INFO_SIZE - 8)
                .attribute(IFLA_IFNAME, name)
                .attribute(IFLA_ADDRESS, address.bytes());
        int info = message.beginNested(IFLA_LINKINFO);
        message.attribute(IFLA_INFO_KIND, "veth");
        int data = message.beginNested(IFLA_INFO_DATA);
        int peer = message.beginNested(VETH_INFO_PEER);
        message.putInt(0)
                .putInt(peerIndex)
                .fixed(LINK_INFO_SIZE - 8)
                .attribute(IFLA_IFNAME, peerName)
                .attribute(IFLA_NET_NS_FD, peerNamespace)
                .endNested(peer)
                .endNested(data)
                .endNested(info);
        PosixException.check("make a veth pair", netlink.ask(message));
    }

    /**
     * Waits until packets to an address of our own are ours: with IPv6 the kernel sees to that a little after the address was added.
     *
     * @throws IllegalStateException if it takes longer than half a minute
     */
    void awaitOwn(IpAddress address, Clock clock) {
        long giveUp = clock.now() + PATIENCE;
        do {
            NetlinkMessage message = NetlinkMessage.question(netlink.request(), RTM_GETROUTE)
                    .put(domain(address))
                    .put(8 * address.bytes().length())
                    .fixed(ROUTE_INFO_SIZE - 2)
                    .attribute(RTA_DST, address.bytes());
            int result = netlink.ask(message);
            if (result == 0 && netlink.answer().bytes().get(NetlinkMessage.HEADER_SIZE + ROUTE_TYPE) == TYPE_LOCAL) {
                return;
            }
            clock.sleepUntil(clock.now() + STEP); // the kernel's ordinary threads need their turn
        } while (clock.now() < giveUp);
        throw new IllegalStateException("the address " + address + " does not come up");
    }

    /** Gives an interface an address, whose subnet is reached through it. No duplicate of an IPv6 address is looked for. */
    void addAddress(int index, IpAddress address, int prefixLength) {
        NetlinkMessage message = NetlinkMessage.change(netlink.request(), RTM_NEWADDR, CREATE_EXCLUSIVELY)
                .put(domain(address))
                .put(prefixLength)
                .put(address.version() == 6 ? IFA_F_NODAD : 0)
                .put(0)
                .putInt(index)
                .attribute(IFA_LOCAL, address.bytes())
                .attribute(IFA_ADDRESS, address.bytes());
        PosixException.check("add the address " + address, netlink.ask(message));
    }

    /**
     * Adds a route.
     *
     * @param prefix an address of the network that is reached; the bits after the prefix do not matter
     * @param prefixLength in bits
     * @param gateway the neighbour that leads there, or null if they are neighbours themselves
     */
    void addRoute(int index, IpAddress prefix, int prefixLength, IpAddress gateway) {
        IpAddress network = Prefixes.network(prefix, prefixLength);
        NetlinkMessage message = NetlinkMessage.change(netlink.request(), RTM_NEWROUTE, CREATE_EXCLUSIVELY)
                .put(domain(prefix))
                .put(prefixLength)
                .put(0)
                .put(0)
                .put(TABLE_MAIN)
                .put(PROTOCOL_STATIC)
                .put(gateway == null && prefix.version() == 4 ? SCOPE_LINK : 0)
                .put(TYPE_UNICAST)
                .putInt(0)
                .attribute(RTA_DST, network.bytes())
                .attribute(RTA_OIF, index);
        if (gateway != null) {
            message.attribute(RTA_GATEWAY, gateway.bytes());
        }
        PosixException.check("add a route to " + network + "/" + prefixLength, netlink.ask(message));
    }

    /** Tells the link address of a neighbour, which is never asked for then. */
    void addNeighbour(int index, IpAddress address, MacAddress linkAddress) {
        addNeighbour(index, address, linkAddress, NUD_PERMANENT);
    }

    /** Tells the link address of a neighbour as if it had been heard of before: it is used at once, and asked for after a while. */
    void meetNeighbour(int index, IpAddress address, MacAddress linkAddress) {
        addNeighbour(index, address, linkAddress, NUD_STALE);
    }

    private void addNeighbour(int index, IpAddress address, MacAddress linkAddress, int state) {
        NetlinkMessage message = NetlinkMessage.change(netlink.request(), RTM_NEWNEIGH, CREATE_EXCLUSIVELY)
                .put(domain(address))
                .fixed(3)
                .putInt(index)
                .put(state)
                .fixed(3)
                .attribute(NDA_DST, address.bytes())
                .attribute(NDA_LLADDR, linkAddress.bytes());
        PosixException.check("add the neighbour " + address, netlink.ask(message));
    }

    private static int domain(IpAddress address) {
        return address.version() == 4 ? Sockets.AF_INET : Sockets.AF_INET6;
    }

    @Override
    public void close() {
        netlink.close();
    }
}
