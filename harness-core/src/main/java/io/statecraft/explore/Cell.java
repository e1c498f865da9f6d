package io.statecraft.explore;

import static io.statecraft.scenario.Packets.ack;

import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.ScenarioBuilder;
import io.statecraft.scenario.Scenarios;
import io.statecraft.scenario.Step;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One cell of the matrix: a segment arrives at a place. As a scenario it brings the target there, sends the segment, waits for what is
 * owed, has the state judged; then an old segment asks the target on the wire what it takes itself to be, and all is judged once more.
 *
 * @param place where
 * @param stimulus what arrives
 */
public record Cell(Place place, Stimulus stimulus) {
    /** What every id begins with. */
    public static final String PREFIX = "matrix/";

    /** Of a probe: an acknowledgment of what was never sent, which changes nothing where it is not even looked at. */
    private static final long NEVER_SENT = 5000;

    /** Such as {@code matrix/ESTABLISHED/passive/RST/seq-in-window/ack-next/text/open}. */
    public String id() {
        return PREFIX + place.state() + "/" + place.way() + "/" + stimulus;
    }

    /** Whether the target's receive window has to be closed first. */
    boolean closesWindow() {
        return !stimulus.open() && place.receives();
    }

    /**
     * The cell as a scenario.
     *
     * @param buffer how to close the target's window, where it is to be closed
     * @param pause seconds before the probe; longer than challenge ACKs are limited for (RFC 5961 section 7), if time costs nothing
     */
    Scenario scenario(ReceiveBuffer buffer, double pause) {
        ScenarioBuilder steps = Scenarios.scenario(id());
        Lead lead = new Lead(steps, closesWindow() ? buffer : ReceiveBuffer.OPEN);
        place.lead(lead);
        lead.assertState(place.state());
        steps.after(.001).inject(stimulus.segment(lead));
        if (place.state() == TcpState.LISTEN) {
            lead.lookAtPeer();
        }
        lead.judgeState();
        steps.after(pause)
                .inject(ack().seq(Stimulus.wrapped(probeSeq(lead)))
                        .ack(Stimulus.wrapped(lead.sndNxt() + (place.isOpening() ? 0 : NEVER_SENT)))
                        .win(Lead.PEER_WINDOW));
        lead.judgeState();
        return numbered(steps.build());
    }

    /** Before anything that the target may wait for. */
    private long probeSeq(Lead lead) {
        boolean opens = !place.state().isSynchronized() && place.state() != TcpState.SYN_RECEIVED;
        if (opens) {
            // What follows a SYN is counted from it, in scripts.
            return stimulus.control().isSyn() ? 0 : stimulus.segmentSeq(lead);
        }
        return lead.rcvNxt() - 1;
    }

    /** With each statement's place in the scenario, which is where messages say that something happened. */
    private Scenario numbered(Scenario built) {
        List<Step> steps = new ArrayList<>(built.steps().size());
        for (Step step : built.steps()) {
            steps.add(new Step(step.timing(), step.action(), new Step.Location(id(), steps.size() + 1, "")));
        }
        return new Scenario(built.header(), built.options(), Optional.empty(), steps, Optional.empty());
    }

    /** How many of the statements of a scenario stand at its end to judge: what fails before did not get there. */
    static final int JUDGING = 4;
}
