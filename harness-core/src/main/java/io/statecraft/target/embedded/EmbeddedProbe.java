package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Stack;
import io.statecraft.target.StateProbe;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;

/** The states of the embedded stack's own connections. */
record EmbeddedProbe(Stack stack) implements StateProbe {

    @Override
    public TcpState connection(FourTuple ends) {
        return stack.endpoint(ends).map(Endpoint::state).orElse(TcpState.CLOSED);
    }

    @Override
    public TcpState listener(IpAddress local, int port) {
        return stack.listener(local, port).isPresent() ? TcpState.LISTEN : TcpState.CLOSED;
    }
}
