package io.statecraft.target;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;

/** Asks the stack for its own idea of a connection's state. */
public interface StateProbe {

    /** The state of a connection: CLOSED if the stack has none between these ends. */
    TcpState connection(FourTuple ends);

    /** LISTEN if a listener accepts on this address and port, else CLOSED. */
    TcpState listener(IpAddress local, int port);
}
