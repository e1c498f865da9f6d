package io.statecraft.scenario;

/**
 * The fluent face of the language: the same {@link Scenario} as a script makes, from Java.
 *
 * <pre>{@code
 * Scenario passiveClose = scenario("close/passive")
 *         .verifies("RFC9293:MUST-12")
 *         .at(0).socket(3).bind(3).listen(3, 1)
 *         .after(.1).inject(syn().seq(0).win(65535).options(mss(1460)))
 *         .expect(synAck().seq(0).ack(1).anyOptions())
 *         .peerState(3, SYN_RECEIVED)
 *         .after(.01).inject(ack().seq(1).ack(1).win(65535))
 *         .accept(3, 4)
 *         .build();
 * }</pre>
 *
 * <p>Packets are made by {@link Packets}, options by {@link TcpOptions}, calls beyond the usual by {@link Calls}.
 */
public final class Scenarios {
    private Scenarios() {}

    /** A scenario with a stable name, such as {@code close/passive}. */
    public static ScenarioBuilder scenario(String id) {
        return new ScenarioBuilder(id);
    }
}
