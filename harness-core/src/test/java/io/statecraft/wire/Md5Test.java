package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Signatures of segments, RFC 2385. */
public final class Md5Test {
    private static final Bytes KEY = Bytes.of("secret".getBytes(StandardCharsets.UTF_8));
    private static final IpHeader V4 = IpHeader.between(IpAddress.of("192.0.2.1"), IpAddress.of("192.168.0.1"));
    private static final IpHeader V6 = IpHeader.between(IpAddress.of("2001:db8::1"), IpAddress.of("fd3d:fa7b:d17d::1"));

    private static final Segment PLAIN = Segment.between(40_000, 8080)
            .withSeq(SequenceNumber.of(1))
            .withAck(SequenceNumber.of(2))
            .withFlags(TcpFlag.ACK)
            .withWindow(1000)
            .withPayload(Bytes.ofHex("0102030405"))
            .withOptions(List.of(new TcpOption.NoOperation(), new TcpOption.NoOperation(), Md5.placeholder()));

    @DataProvider
    public Object[][] headers() {
        // Computed apart, from the bytes that section 2 lists.
        return new Object[][] {{V4, "d90dd23d4183343ecdf7f12d75b61f61"}, {V6, "bec53f6ef1468c10d4047fbf3ec4580d"}};
    }

    @Test(dataProvider = "headers")
    public void digest(IpHeader ip, String expected) {
        assertEquals(Md5.digest(ip, PLAIN, KEY).toHex(), expected);
        Segment signed = Md5.signed(ip, PLAIN, KEY);
        assertTrue(Md5.isValid(ip, signed, KEY));
        assertEquals(Md5.digest(ip, signed, KEY), Md5.digest(ip, PLAIN, KEY)); // options do not count
    }

    @DataProvider
    public Object[][] changes() {
        Segment signed = Md5.signed(V4, PLAIN, KEY);
        return new Object[][] {
            {V4, signed.withPayload(Bytes.ofHex("0102030406"))},
            {V4, signed.withSeq(SequenceNumber.of(2))},
            {V4, signed.withWindow(1001)},
            {V4, signed.withFlags(TcpFlag.ACK, TcpFlag.PSH)},
            {V4, signed.withPorts(40_001, 8080)},
            {V4, PLAIN},
            {V4, PLAIN.withOptions(List.of())},
            {IpHeader.between(IpAddress.of("192.0.2.2"), IpAddress.of("192.168.0.1")), signed},
        };
    }

    @Test(dataProvider = "changes")
    public void whateverIsChangedIsNotSigned(IpHeader ip, Segment s) {
        assertFalse(Md5.isValid(ip, s, KEY));
    }

    @Test
    public void anotherKeySignsOtherwise() {
        assertFalse(Md5.isValid(V4, Md5.signed(V4, PLAIN, KEY), Bytes.ofHex("00")));
    }
}
