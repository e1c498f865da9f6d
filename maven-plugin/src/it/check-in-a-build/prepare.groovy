import java.nio.ByteBuffer
import java.nio.ByteOrder

// A capture of raw IP: a handshake, a FIN, and a second FIN ten octets behind the first (RFC 9293 section 3.10.4).
def packet = { byte[] from, byte[] to, int fromPort, int toPort, int seq, int ack, int flags ->
    ByteBuffer ip = ByteBuffer.allocate(40)
    ip.putShort((short) 0x4500).putShort((short) 40).putInt(0).putShort((short) 0x4006).putShort((short) 0).put(from).put(to)
    ip.putShort((short) fromPort).putShort((short) toPort).putInt(seq).putInt(ack)
    ip.put((byte) 0x50).put((byte) flags).putShort((short) 0xffff).putInt(0)
    def sum = { int start, int end, long more ->
        long total = more
        for (int at = start; at < end; at += 2) { total += ip.getShort(at) & 0xffff }
        while (total > 0xffff) { total = (total & 0xffff) + (total >> 16) }
        (short) ~total
    }
    ip.putShort(10, sum(0, 20, 0L))
    ip.putShort(36, sum(12, 40, 6L + 20L))
    ip.array()
}
byte[] near = [192, 0, 2, 1]
byte[] far = [192, 0, 2, 2]
def packets = [
    packet(near, far, 40000, 80, 1000, 0, 0x02),
    packet(far, near, 80, 40000, 5000, 1001, 0x12),
    packet(near, far, 40000, 80, 1001, 5001, 0x10),
    packet(near, far, 40000, 80, 1001, 5001, 0x11),
    packet(far, near, 80, 40000, 5001, 1002, 0x10),
    packet(near, far, 40000, 80, 1011, 5001, 0x11)
]
new File(basedir, "two-fins.pcap").withOutputStream { out ->
    ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN)
    head.putInt((int) 0xa1b2c3d4L).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(65535).putInt(101)
    out.write(head.array())
    packets.eachWithIndex { bytes, i ->
        ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN)
        record.putInt(1700000000).putInt(i * 100).putInt(bytes.length).putInt(bytes.length)
        out.write(record.array())
        out.write(bytes)
    }
}
return true
