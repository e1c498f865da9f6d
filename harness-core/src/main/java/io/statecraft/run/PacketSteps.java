package io.statecraft.run;

import io.statecraft.run.Arrivals.Arrival;
import io.statecraft.run.Finding.Kind;
import io.statecraft.run.Schedule.Completion;
import io.statecraft.run.Schedule.Due;
import io.statecraft.run.mapping.Conversation;
import io.statecraft.run.mapping.Difference;
import io.statecraft.run.mapping.MappingException;
import io.statecraft.run.mapping.PacketBuilder;
import io.statecraft.run.mapping.PacketMatcher;
import io.statecraft.run.mapping.Pieces;
import io.statecraft.run.mapping.ScriptNotation;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.script.ScriptPrinter;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.Transport;
import io.statecraft.wire.Tunnelled;
import io.statecraft.wire.UdpDatagram;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Injects the script's packets, and compares the target's with those that it expects. */
final class PacketSteps {
    /** How long a packet that is late is waited for, so that the message can say when it came. */
    private static final long PATIENCE = 2_000_000_000;

    private final Stage stage;
    private final PacketBuilder builder;
    private final PacketMatcher matcher;

    /** That of the machine when we began to wait for the packet that is looked at. */
    private long pressure;

    PacketSteps(Stage stage) {
        PlaySettings settings = stage.settings();
        this.stage = stage;
        this.builder = new PacketBuilder(settings.scaledEchoes(), settings.md5Secret());
        this.matcher = new PacketMatcher(settings.tolerance(), settings.timestampTick(), settings.md5Secret());
    }

    /** What came of a statement: when it was done, and what is wrong with it, if anything. */
    record Done(Completion completion, Optional<Finding> finding) {
        static Done wrong(Finding finding) {
            return new Done(Completion.at(0), Optional.of(finding));
        }
    }

    /** {@code <}: sends a packet, now. */
    Done inject(Step step, PacketPattern pattern, Due due) {
        Optional<Conversation> found = stage.conversations().ofInjected(pattern.transport());
        if (found.isEmpty()) {
            return Done.wrong(noConnection(step));
        }
        Conversation conversation = found.get();
        if (pattern.transport() instanceof Tcp tcp) {
            int flags = tcp.flags().mask();
            conversation.injecting(
                    (flags & TcpFlag.SYN.mask()) != 0,
                    (flags & TcpFlag.ACK.mask()) != 0,
                    SequenceNumber.of(tcp.sequence().start()));
        }
        Packet packet;
        try {
            packet = builder.build(pattern, conversation);
        } catch (MappingException e) {
            return Done.wrong(Finding.fail(Kind.SCRIPT, step.location(), e.getMessage()));
        }
        Bench bench = stage.bench();
        long before = bench.now();
        stage.doing(before, due);
        bench.send(packet);
        long after = bench.now();
        stage.recorder().add(new TraceEvent.Inbound(before, step.location().line(), packet));
        stage.lateness().add(after - before, stage.settings().tolerance().nanos());
        conversation.injected(Tunnelled.innermost(packet));
        return new Done(new Completion(before, after, after), Optional.empty());
    }

    /** {@code >}: takes the next packet of the connection, and compares it. */
    Done expect(Step step, PacketPattern pattern, Due due) {
        Optional<Conversation> found = stage.conversations().ofExpected(pattern.transport());
        if (found.isEmpty()) {
            return Done.wrong(noConnection(step));
        }
        Conversation conversation = found.get();
        pressure = stage.pressure();
        Optional<Arrival> first = stage.arrivals().next(conversation, kind(pattern.transport()), deadline(due));
        if (first.isEmpty()) {
            return Done.wrong(missing(step, due, wanted(pattern, due)));
        }
        Arrival arrival = first.get();
        boolean plain = arrival.decoded().packet().segment() != null;
        if (plain && pattern.transport() instanceof Tcp tcp && !stage.settings().strictSegments()) {
            arrival = whole(arrival, conversation, tcp.sequence().length(), due);
        }
        return compare(step, pattern, due, conversation, arrival);
    }

    private Done compare(Step step, PacketPattern pattern, Due due, Conversation conversation, Arrival arrival) {
        List<Difference> differences = matcher.compare(pattern, arrival.decoded(), conversation, due.at());
        Completion completion = completion(arrival);
        if (!differences.isEmpty()) {
            Finding finding = Finding.fail(Kind.PACKET, step.location(), "the packet differs: " + sentence(differences))
                    .comparing(wanted(pattern, due), got(pattern, arrival, conversation))
                    .differing(differences)
                    .detailing(untimely(due, arrival).stream().toList());
            if (!stage.settings().packetsNotFatal()) {
                return new Done(completion, Optional.of(finding));
            }
            stage.recorder().add(new TraceEvent.Note(arrival.time(), "warning: " + finding.reason()));
        }
        conversation.consumed(arrival.inner());
        return new Done(
                completion,
                timing(step, due, arrival, () -> wanted(pattern, due), () -> got(pattern, arrival, conversation)));
    }

    /** {@code > oracle}: takes the next packet of the connection, whatever it is; the oracle judges it. */
    Done expectAllowed(Step step, Due due) {
        Optional<Conversation> found = stage.conversations().underTest();
        if (found.isEmpty()) {
            return Done.wrong(noConnection(step));
        }
        pressure = stage.pressure();
        Optional<Arrival> arrival = stage.arrivals().next(found.get(), Segment.class, deadline(due));
        if (arrival.isEmpty()) {
            return Done.wrong(missing(step, due, "> oracle" + at(due)));
        }
        Packet packet = arrival.get().inner();
        found.get().meets(true, SequenceNumber.ZERO, packet.carried());
        found.get().consumed(packet);
        return new Done(
                completion(arrival.get()),
                timing(
                        step,
                        due,
                        arrival.get(),
                        () -> "> oracle" + at(due),
                        () -> ScriptNotation.of(packet, found) + at(arrival.get())));
    }

    /** {@code silence for}: nothing may come from {@code due} on. */
    Done silence(Step step, long duration, Due due) {
        long end = due.at() + duration;
        // What the statement before brought about may already be there: it is no silence.
        long start = due.at()
                - (stage.schedule().completion().at()
                        - stage.schedule().completion().from());
        stage.arrivals().collect(end);
        stage.bench().sleepUntil(end);
        stage.arrivals().collect(stage.bench().now());
        Optional<Arrival> broken = stage.arrivals().firstSince(start).filter(arrival -> arrival.time() < end);
        if (broken.isPresent()) {
            Arrival arrival = broken.get();
            String packet = ScriptNotation.of(arrival.decoded().packet(), arrival.conversation());
            long into = arrival.time() - due.at();
            return Done.wrong(Finding.fail(
                            Kind.UNEXPECTED,
                            step.location(),
                            into < 0
                                    ? "the target had sent a packet that no line expects, " + Seconds.of(-into)
                                            + " before the silence"
                                    : "the target sent a packet " + Seconds.of(into) + " into the silence")
                    .comparing("silence for " + Seconds.plain(duration), packet + at(arrival)));
        }
        stage.recorder().add(new TraceEvent.Silence(end, step.location().line(), duration));
        return new Done(new Completion(end, end, stage.bench().now()), Optional.empty());
    }

    private static Class<? extends Transport> kind(TransportPattern expected) {
        if (expected instanceof Tcp) {
            return Segment.class;
        }
        return expected instanceof TransportPattern.Udp ? UdpDatagram.class : IcmpMessage.class;
    }

    private long deadline(Due due) {
        return due.isAnytime() ? stage.limit() : Math.min(stage.limit(), due.notAfter() + PATIENCE);
    }

    private Completion completion(Arrival arrival) {
        return new Completion(arrival.time(), arrival.time(), Math.max(arrival.time(), arrival.read()));
    }

    /** Puts together what the target sent in pieces and the script expects whole. */
    private Arrival whole(Arrival first, Conversation conversation, int expected, Due due) {
        if (!Pieces.mayBegin(first.decoded(), expected)) {
            return first;
        }
        Pieces pieces = new Pieces();
        pieces.add(first.decoded());
        Arrival last = first;
        while (pieces.length() < expected) {
            Optional<Arrival> next = stage.arrivals().next(conversation, Segment.class, deadline(due));
            if (next.isEmpty()) {
                break;
            }
            if (!pieces.add(next.get().decoded())) {
                stage.arrivals().unread(next.get());
                break;
            }
            last = next.get();
        }
        Packet joined = pieces.whole(last.decoded().packet()).orElseThrow();
        return new Arrival(
                last.time(), last.read(), new Decoded(joined, last.decoded().problems()), last.conversation());
    }

    /** The texts are asked for only if there is something to say: to write them takes as long as the rest of the step. */
    private Optional<Finding> timing(
            Step step, Due due, Arrival arrival, Supplier<String> wanted, Supplier<String> got) {
        Optional<String> untimely = untimely(due, arrival);
        if (untimely.isEmpty()) {
            return Optional.empty();
        }
        boolean early = arrival.time() < due.notBefore();
        long by = arrival.time() - due.notAfter() + due.tolerance();
        return Optional.of(Finding.of(
                        early ? Verdict.FAIL : stage.ofLateness(by, due, pressure),
                        early ? Kind.EARLY : Kind.TIMING,
                        step.location(),
                        untimely.get())
                .comparing(wanted.get(), got.get())
                .timed(stage.partOfTime(early ? 0 : arrival.time() - due.notAfter())));
    }

    /** By how much a packet came outside its time, if it did. */
    private static Optional<String> untimely(Due due, Arrival arrival) {
        long at = arrival.time();
        boolean early = at < due.notBefore();
        if (!early && at <= due.notAfter()) {
            return Optional.empty();
        }
        long by = early ? due.notBefore() + due.tolerance() - at : at - due.notAfter() + due.tolerance();
        return Optional.of("the packet came " + Seconds.of(by) + (early ? " early" : " late") + "; the tolerance is "
                + Seconds.of(due.tolerance()));
    }

    private Finding missing(Step step, Due due, String wanted) {
        String by =
                due.isAnytime() ? "by the end of the time limit" : "within " + Seconds.of(PATIENCE) + " of its time";
        Finding missing = Finding.fail(Kind.MISSING, step.location(), "the target sent no packet " + by)
                .comparing(wanted, "nothing");
        // No timer of the target's is late by as much as the whole limit: only what we did late could explain it.
        return due.isAnytime() ? missing.timed(stage.partOfLateness()) : missing;
    }

    private static String wanted(PacketPattern pattern, Due due) {
        return "> " + ScriptPrinter.packet(pattern) + at(due);
    }

    private static String got(PacketPattern pattern, Arrival arrival, Conversation conversation) {
        return ScriptNotation.of(arrival.decoded().packet(), pattern.ip(), conversation) + at(arrival);
    }

    private static String at(Due due) {
        return due.isAnytime() ? "" : "  at " + window(due);
    }

    private static String at(Arrival arrival) {
        return "  at " + Seconds.of(arrival.time());
    }

    private static String window(Due due) {
        long to = due.notAfter() - due.tolerance();
        long from = due.notBefore() + due.tolerance();
        return to - due.at() > 0 && to > from ? Seconds.plain(from) + "~" + Seconds.of(to) : Seconds.of(due.at());
    }

    private static Finding noConnection(Step step) {
        return Finding.fail(
                Kind.SCRIPT,
                step.location(),
                "there is no connection that this packet could belong to: the script has neither called connect nor injected a"
                        + " packet");
    }

    private static String sentence(List<Difference> differences) {
        Difference first = differences.get(0);
        String more = differences.size() == 1 ? "" : ", and " + (differences.size() - 1) + " more";
        return first + more;
    }
}
