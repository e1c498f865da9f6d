package io.statecraft.stack;

import static org.testng.Assert.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Where full segments vanish and no ICMP error tells: RFC 2923 section 2.1. */
public final class BlackHoleTest {
    private static final Profile PROFILE = Profiles.FREEBSD
            .with(Setting.TIMESTAMPS, 0)
            .with(Setting.BLACK_HOLES_V4, 1)
            .with(Setting.BLACK_HOLE_MSS_V4, 700);

    @DataProvider
    public Object[][] paths() {
        return new Object[][] {
            {PROFILE, 1000, List.of(1000, 1000, 700, 700, 536, 536, 1000)},
            {PROFILE.with(Setting.DEFAULT_MSS_V4, 700), 1000, List.of(1000, 1000, 700, 700, 1000)},
            {PROFILE.with(Setting.BLACK_HOLES_V4, 0), 1000, List.of(1000, 1000, 1000, 1000)},
            {PROFILE, 999, List.of(999, 999, 999, 999, 999)}, // nothing was full
        };
    }

    @Test(dataProvider = "paths")
    public void retransmissions(Profile profile, int octets, List<Integer> sizes) {
        Peer peer = new Peer(profile);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, octets), false, false);
        List<Integer> seen = Stream.generate(() -> {
                    int length = peer.next().payload().length();
                    peer.run(endpoint.status().timeout());
                    return length;
                })
                .limit(sizes.size())
                .toList();
        assertEquals(seen, sizes);
    }
}
