package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNull;
import static org.testng.Assert.assertSame;

import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.List;
import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the scoreboard keeps count of is what one finds who goes through it, whatever has happened. */
public final class ScoreboardTest {
    private static final int STEPS = 3000;
    private static final int SIZE = 100;

    @DataProvider
    public Object[][] weights() {
        return new Object[][] {{false}, {true}};
    }

    @Test(dataProvider = "weights")
    public void itsCountsAreThoseOfItsSegments(boolean whole) {
        for (int seed = 0; seed < 20; seed++) {
            new Run(new Random(seed), whole).play();
        }
    }

    /** Everything that a connection does to a scoreboard, in any order. */
    private static final class Run {
        private final Random random;
        private final boolean whole;
        private final Scoreboard scoreboard;
        private SequenceNumber una = SequenceNumber.of(0xffff_ff00L); // it wraps around
        private SequenceNumber nxt = una;

        Run(Random random, boolean whole) {
            this.random = random;
            this.whole = whole;
            this.scoreboard = new Scoreboard(whole ? () -> SIZE : null);
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                step();
                check();
            }
        }

        private void step() {
            List<SentSegment> segments = scoreboard.segments();
            SentSegment one = segments.isEmpty() ? null : segments.get(random.nextInt(segments.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> send();
                case 4 -> scoreboard.sack(List.of(block(), block()), new Scoreboard.News());
                case 5 -> acknowledge();
                case 6 -> scoreboard.markByDuplicates(3, SIZE, random.nextBoolean());
                case 7 -> scoreboard.markFirst();
                case 8 -> {
                    SentSegment lost = scoreboard.nextLost();
                    if (lost != null) {
                        scoreboard.joined(lost, SIZE).sentAgain(random.nextInt());
                    }
                }
                case 9 -> {
                    if (one != null && one.length() > 1) {
                        scoreboard.cut(one, 1 + random.nextInt(one.length() - 1));
                    }
                }
                case 10 -> {
                    if (one != null && !one.isSacked()) {
                        one.lostAgain();
                    }
                }
                default -> seldom();
            }
        }

        private void seldom() {
            switch (random.nextInt(40)) {
                case 0 -> scoreboard.forgetSacks();
                case 1 -> scoreboard.loseAll(1 + random.nextInt(SIZE));
                case 2 -> {
                    scoreboard.clear();
                    una = nxt;
                }
                default -> scoreboard.segments().forEach(segment -> segment.lost(false));
            }
        }

        private void send() {
            SequenceNumber to = nxt.plus(1 + random.nextInt(SIZE));
            scoreboard.add(new SentSegment(nxt, to, random.nextInt(), random.nextBoolean(), 0));
            nxt = to;
        }

        private TcpOption.Sack.Block block() {
            int flight = nxt.since(una);
            int from = random.nextInt(flight + 1);
            int to = from + random.nextInt(flight - from + 1);
            return new TcpOption.Sack.Block(una.plus(from), una.plus(to));
        }

        private void acknowledge() {
            una = una.plus(random.nextInt(nxt.since(una) + 1));
            scoreboard.acknowledge(una, new Scoreboard.News());
        }

        private void check() {
            long pipe = 0;
            long flight = 0;
            long waiting = 0;
            int sacked = 0;
            int lost = 0;
            int copies = 0;
            SequenceNumber highest = una;
            SentSegment next = null;
            for (SentSegment segment : scoreboard.segments()) {
                long weight = whole ? SIZE : segment.length();
                assertEquals(scoreboard.weigh(segment), weight);
                boolean copy = segment.isResent() && !segment.isSacked();
                boolean waits = segment.isLost() && !segment.isResent();
                flight += weight;
                pipe += !segment.isSacked() && !segment.isLost() ? weight : 0;
                pipe += copy ? weight : 0;
                waiting += waits ? weight : 0;
                sacked += segment.isSacked() ? 1 : 0;
                lost += segment.isLost() ? 1 : 0;
                copies += copy ? 1 : 0;
                highest = segment.isSacked() ? segment.to() : highest;
                next = next == null && waits ? segment : next;
            }
            assertEquals(scoreboard.pipe(), pipe);
            assertEquals(scoreboard.flightSize(), flight);
            assertEquals(scoreboard.toResend(), waiting);
            assertEquals(scoreboard.sackedCount(), sacked);
            assertEquals(scoreboard.lostCount(), lost);
            assertEquals(scoreboard.resentCount(), copies);
            assertEquals(scoreboard.highestSacked(una), highest);
            if (next == null) {
                assertNull(scoreboard.nextLost());
            } else {
                assertSame(scoreboard.nextLost(), next);
            }
        }
    }
}
