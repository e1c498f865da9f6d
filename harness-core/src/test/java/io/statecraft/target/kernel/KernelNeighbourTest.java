package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;

import io.statecraft.target.Conversation;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.TcpFlag;
import java.nio.ByteBuffer;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** On a veth pair the kernel finds whoever speaks to it, because we answer when it looks for them. */
public final class KernelNeighbourTest {

    @BeforeClass
    public void requireKernel() {
        KernelMachine.require();
    }

    @DataProvider
    public Object[][] strangers() {
        return new Object[][] {
            {WireKind.PACKET, Family.IPV4, "192.168.77.7"},
            {WireKind.PACKET, Family.IPV6, "fd3d:fa7b:d17d:77::7"},
            {WireKind.RAW, Family.IPV4, "192.168.77.7"},
            {WireKind.RAW, Family.IPV6, "fd3d:fa7b:d17d:77::7"},
        };
    }

    @Test(dataProvider = "strangers")
    public void neighbourThatWasNeverHeardOfIsFound(WireKind wire, Family family, String address) {
        try (KernelTargetKind kind = new KernelTargetKind(wire);
                Target target = kind.open(KernelMachine.request(family))) {
            Conversation peer = new Conversation(target);
            peer.listen();
            IpAddress stranger = IpAddress.of(address);
            Packet syn = new Packet(
                    IpHeader.between(stranger, target.localAddress()),
                    peer.segment().withFlags(TcpFlag.SYN));
            target.link().send(ByteBuffer.wrap(PacketCodec.encode(syn)));
            Packet answer = peer.next();
            assertEquals(answer.ip().destination(), stranger);
            assertEquals(answer.segment().flags(), TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK));
        }
    }
}
