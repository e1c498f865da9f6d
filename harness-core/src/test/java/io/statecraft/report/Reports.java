package io.statecraft.report;

import io.statecraft.oracle.Delivery;
import io.statecraft.run.Finding;
import io.statecraft.run.Finding.Kind;
import io.statecraft.run.Outcome;
import io.statecraft.run.Result;
import io.statecraft.run.Result.Expectation;
import io.statecraft.run.RunReport;
import io.statecraft.run.Script;
import io.statecraft.run.Trace;
import io.statecraft.run.TraceEvent;
import io.statecraft.run.Verdict;
import io.statecraft.run.mapping.Difference;
import io.statecraft.scenario.Step.Location;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run with one result of each kind, for tests of reports. */
final class Reports {
    private static final IpAddress LOCAL = IpAddress.of("192.168.0.1");
    private static final IpAddress REMOTE = IpAddress.of("192.0.2.1");
    private static final long MILLI = 1_000_000;

    static final Trace TRACE = new Trace(
            Delivery.EXACT,
            false,
            List.of(
                    new TraceEvent.CallStarted(0, 1, 1, "listen(3, 1)", Optional.empty()),
                    new TraceEvent.CallReturned(0, 1, 0, Optional.empty(), Optional.empty()),
                    in(100 * MILLI, Segment.between(50000, 8080).withSeq(SequenceNumber.of(300)), TcpFlag.SYN),
                    new TraceEvent.Quiet(100 * MILLI),
                    out(
                            101 * MILLI,
                            Segment.between(8080, 50000)
                                    .withSeq(SequenceNumber.of(7000))
                                    .withAck(SequenceNumber.of(301)),
                            TcpFlag.SYN,
                            TcpFlag.ACK),
                    in(
                            200 * MILLI,
                            Segment.between(50000, 8080)
                                    .withSeq(SequenceNumber.of(301))
                                    .withAck(SequenceNumber.of(7001)),
                            TcpFlag.FIN,
                            TcpFlag.ACK),
                    new TraceEvent.CommandRun(250 * MILLI, 5, "true", 3, ""),
                    new TraceEvent.StateSeen(
                            300 * MILLI, 6, "4", Optional.empty(), TcpState.ESTABLISHED, TraceEvent.Witness.PROBE)));

    private Reports() {}

    private static TraceEvent in(long time, Segment segment, TcpFlag... flags) {
        return new TraceEvent.Inbound(
                time,
                1,
                new Packet(
                        IpHeader.between(REMOTE, LOCAL),
                        segment.withFlags(flags).withWindow(9)));
    }

    private static TraceEvent out(long time, Segment segment, TcpFlag... flags) {
        return new TraceEvent.Outbound(
                time,
                new Packet(
                        IpHeader.between(LOCAL, REMOTE),
                        segment.withFlags(flags).withWindow(9)));
    }

    static Script script(String id) {
        Path file = Path.of("scripts", id + ".pkt");
        return new Script(file.toString(), id, Optional.of(file), file.toString());
    }

    static Result result(String id, Outcome outcome, Expectation expectation) {
        return new Result(
                id, script(id), "A title.", "ipv4", List.of("RFC9293:MUST-12"), outcome, 1, 12 * MILLI, expectation);
    }

    static Result passed(String id) {
        return result(id, outcome(Verdict.PASS, List.of()), Expectation.NONE);
    }

    static Result failed(String id, String reason) {
        Finding finding = Finding.fail(Kind.PACKET, new Location("scripts/x.pkt", 7, "+0 > . 1:1(0) ack 1"), reason)
                .comparing(". 1:1(0) ack 1", "> F. 1:1(0) ack 2 win 9")
                .differing(List.of(new Difference("flags", ".", "F."), new Difference("ack", "1", "2")));
        return result(id, outcome(Verdict.FAIL, List.of(finding)), Expectation.NONE);
    }

    static Result erred(String id) {
        Finding finding = Finding.of(Verdict.ERROR, Kind.INTERNAL, Location.NONE, "our own fault: oops");
        return result(id, outcome(Verdict.ERROR, List.of(finding)), Expectation.NONE);
    }

    static Result skipped(String id) {
        return skipped(id, "it needs kernel");
    }

    static Result skipped(String id, String reason) {
        return result(id, Outcome.skipped(reason), Expectation.NONE);
    }

    static Outcome outcome(Verdict verdict, List<Finding> findings) {
        return new Outcome(
                Optional.of(verdict),
                findings,
                Optional.empty(),
                List.of(TcpState.LISTEN, TcpState.FIN_WAIT_1),
                1_500_000,
                false,
                List.of(),
                TRACE);
    }

    static RunReport report(Result... results) {
        return new RunReport(
                "embedded",
                Optional.of("rfc9293"),
                42,
                Instant.parse("2026-01-02T03:04:05Z"),
                1_234 * MILLI,
                "1.2.3",
                List.of("java", "-jar", "statecraft.jar", "run", "--seed", "42"),
                false,
                List.of(results));
    }
}
