package io.statecraft.stack.fault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The violations that can be seeded. */
public final class Faults {
    private static final List<SeededFault> ALL = Stream.of(
                    SequenceFaults.all(),
                    HandshakeFaults.all(),
                    ClosingFaults.all(),
                    ResetFaults.all(),
                    TimerFaults.all(),
                    CongestionFaults.all(),
                    RecoveryFaults.all(),
                    EcnFaults.all(),
                    SendingFaults.all(),
                    OptionFaults.all(),
                    TimestampFaults.all(),
                    SackFaults.all(),
                    FastOpenFaults.all(),
                    UserTimeoutFaults.all(),
                    IpFaults.all(),
                    IcmpFaults.all(),
                    UserFaults.all())
            .flatMap(List::stream)
            .toList();

    private Faults() {}

    /** All of them, family by family. */
    public static List<SeededFault> all() {
        return ALL;
    }

    /** The one with this id. */
    public static Optional<SeededFault> find(String id) {
        return ALL.stream().filter(fault -> fault.id().equals(id)).findFirst();
    }
}
