package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.wire.TunnelHeader.Gre;
import io.statecraft.wire.TunnelHeader.Ip;
import io.statecraft.wire.TunnelHeader.Label;
import io.statecraft.wire.TunnelHeader.Mpls;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Headers around packets go on the wire as the RFCs have them, and come off again. */
public final class TunnelledTest {
    private static final Ip V4 = new Ip(IpHeader.between(IpAddress.of("192.0.2.1"), IpAddress.of("192.0.2.2")));
    private static final Ip V6 = new Ip(IpHeader.between(IpAddress.of("2001:db8::1"), IpAddress.of("2001:db8::2")));
    private static final Packet SYN = new Packet(
            IpHeader.between(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")),
            Segment.between(1, 2).withFlags(TcpFlag.SYN));
    private static final Packet SYN6 =
            new Packet(IpHeader.between(IpAddress.of("fd00::1"), IpAddress.of("fd00::2")), SYN.transport());

    @DataProvider
    public Object[][] tunnels() {
        Mpls labels = new Mpls(List.of(new Label(16, 3, false, 64), new Label(0xfffff, 7, true, 255)));
        Gre full = new Gre(Gre.CHECKSUM | Gre.KEY | Gre.SEQUENCE, 0x1234, 0x5678, -2, 9);
        return new Object[][] {
            // the outermost header's protocol, and the octets after it up to the inner IP header
            {List.of(V4), SYN, 4, ""},
            {List.of(V4), SYN6, 41, ""},
            {List.of(V6), SYN, 4, ""},
            {List.of(V4, new Gre(0, 0, 0, 0, 0)), SYN, 47, "00000800"},
            {List.of(V6, new Gre(0, 0, 0, 0, 0)), SYN6, 47, "000086dd"},
            {List.of(V4, new Gre(Gre.KEY, 0, 0, 5, 0)), SYN, 47, "2000080000000005"},
            {List.of(V4, full), SYN, 47, "b000080012345678fffffffe00000009"},
            {List.of(V4, labels), SYN, 137, "00010640ffffffff"},
            {List.of(V4, new Gre(0, 0, 0, 0, 0), labels), SYN6, 47, "0000884700010640ffffffff"},
        };
    }

    @Test(dataProvider = "tunnels")
    public void headersAreThoseOfTheirRfcs(List<TunnelHeader> outer, Packet inner, int protocol, String octets) {
        Packet wrapped = Tunnelled.wrap(outer, inner);
        assertEquals(wrapped.ip(), ((Ip) outer.get(0)).header());
        assertEquals(
                ((OpaqueTransport) wrapped.transport()).payload().toHex(),
                octets + Bytes.of(PacketCodec.encode(inner)).toHex());
        assertEquals(wrapped.transport().protocol(), protocol);
    }

    @Test(dataProvider = "tunnels")
    public void whatWasWrappedIsUnwrapped(List<TunnelHeader> outer, Packet inner, int protocol, String octets) {
        Packet wire = PacketCodec.decode(PacketCodec.encode(Tunnelled.wrap(outer, inner)))
                .packet();
        Tunnelled tunnel = Tunnelled.of(wire).orElseThrow();
        assertEquals(tunnel.outer(), outer);
        assertEquals(tunnel.inner().packet(), inner);
        assertEquals(Tunnelled.innermost(wire), inner);
    }

    @Test
    public void tunnelsInTunnelsAreUnwrappedToTheInnermost() {
        Packet wrapped = Tunnelled.wrap(List.of(V4, new Gre(0, 0, 0, 0, 0), V6, V4), SYN);
        assertEquals(Tunnelled.of(wrapped).orElseThrow().outer().size(), 4);
        assertEquals(Tunnelled.innermost(wrapped), SYN);
    }

    @Test
    public void aPlainPacketIsNoTunnels() {
        assertEquals(Tunnelled.of(SYN), Optional.empty());
        assertEquals(Tunnelled.innermost(SYN), SYN);
        Packet other = new Packet(SYN.ip(), new OpaqueTransport(89, Bytes.zeros(40)));
        assertEquals(Tunnelled.of(other), Optional.empty());
    }

    @Test
    public void theOutermostHeaderIsIp() {
        expectThrows(IllegalArgumentException.class, () -> Tunnelled.wrap(List.of(new Gre(0, 0, 0, 0, 0)), SYN));
        expectThrows(IllegalArgumentException.class, () -> Tunnelled.wrap(List.of(), SYN));
    }

    @Test
    public void whatIsCutOffOrGarbledIsNoTunnel() {
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            int protocol = List.of(4, 41, 47, 137).get(i % 4);
            if (octets.length > 0 && i % 3 == 0) {
                octets[0] = (byte) (protocol == 41 ? 0x60 : 0x45);
            }
            Packet garbled = new Packet(SYN.ip(), new OpaqueTransport(protocol, Bytes.of(octets)));
            read += Tunnelled.of(garbled).isPresent() ? 1 : 0; // no exception escapes
        }
        assertTrue(read > 0, "none of them had an IP header in it");
    }

    @Test
    public void notationIsTheScripts() {
        List<TunnelHeader> outer =
                List.of(V4, new Gre(Gre.KEY, 0, 0, 5, 0), new Mpls(List.of(new Label(1, 2, true, 3))));
        assertEquals(
                PacketNotation.packet(Tunnelled.wrap(outer, SYN), 0, 0),
                "ipv4 192.0.2.1 > 192.0.2.2: gre flags 0x2000, sum 0, off 0, key=5, seq 0: "
                        + "mpls (label 1, tc 2, [S], ttl 3): S 0:0(0) win 0");
    }
}
