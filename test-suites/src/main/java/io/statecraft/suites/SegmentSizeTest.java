package io.statecraft.suites;

import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.data;
import static io.statecraft.scenario.Packets.syn;
import static io.statecraft.scenario.Packets.synAck;
import static io.statecraft.scenario.Scenarios.scenario;
import static io.statecraft.scenario.TcpOptions.mss;
import static io.statecraft.tcp.TcpState.ESTABLISHED;

import java.util.Map;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the peer's MSS option bounds: whole scenarios, made for each size. */
public class SegmentSizeTest extends ConformanceSuite {
    private static final int WINDOW = 65535;

    @DataProvider
    public static Object[][] sizes() {
        return new Object[][] {{300}, {536}, {1000}, {1400}};
    }

    /** Each segment is to be seen, and not what a network card would cut into segments. */
    @Override
    protected Map<String, String> settings() {
        return Map.of("segmentation_offload", "off");
    }

    @Test(dataProvider = "sizes")
    @Verifies({"RFC9293:MUST-14", "RFC9293:MUST-16", "RFC9293:MUST-61", "RFC9293:SHLD-28"})
    public void twoFullSegmentsAreSent(int size) {
        play(scenario("segment-size/" + size)
                .socket(3)
                .bind(3)
                .listen(3, 1)
                .inject(syn().seq(0).win(WINDOW).options(mss(size)))
                .expect(synAck().seq(0).ack(1).anyOptions())
                .inject(ack().seq(1).ack(1).win(WINDOW))
                .accept(3, 4)
                .state(4, ESTABLISHED)
                .write(4, 2 * size)
                .expect(data(size).flags(".").seq(1).ack(1))
                .expect(data(size).seq(1 + size).ack(1))
                .inject(ack().seq(1).ack(1 + 2 * size).win(WINDOW))
                .silence(.1)
                .build());
    }
}
