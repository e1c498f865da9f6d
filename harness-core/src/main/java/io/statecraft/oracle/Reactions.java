package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.wire.Segment;
import java.util.ArrayList;
import java.util.List;

/** What the rules let an endpoint send in answer to a segment, whichever way it makes its choices. */
public final class Reactions {
    private Reactions() {}

    /** All that {@code connection} may answer to {@code arriving}. */
    public static List<Emission> of(Connection connection, Segment arriving) {
        List<Emission> emissions = new ArrayList<>(2);
        TcpEvent event = new TcpEvent.Arrival(arriving, Steps.unknownIss());
        for (EveryAnswer.Branch branch : EveryAnswer.of(connection, event, Standing.NONE, true)) {
            emissions.addAll(branch.outcome().emissions());
        }
        return emissions;
    }
}
