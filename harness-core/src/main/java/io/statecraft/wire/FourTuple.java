package io.statecraft.wire;

/** A connection's two ends, from the target's side: {@code local} is the target's, {@code remote} the harness's. */
public record FourTuple(IpAddress local, int localPort, IpAddress remote, int remotePort) {
    public FourTuple {
        Ranges.unsigned16("local port", localPort);
        Ranges.unsigned16("remote port", remotePort);
    }

    @Override
    public String toString() {
        return end(local, localPort) + " - " + end(remote, remotePort);
    }

    private static String end(IpAddress address, int port) {
        return address.version() == 6 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
