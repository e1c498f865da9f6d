package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.wire.IpAddress;
import org.testng.annotations.Test;

/** Calls hand over all of their arguments, and bring back results and error numbers. */
public final class SystemCallsTest {
    private static final int SPLICED = 5;

    @Test
    public void allSixArgumentsArrive() {
        NativeMemory memory = NativeMemory.allocate(256);
        try (Descriptor receiver = udp();
                Descriptor sender = udp()) {
            int length = new SocketAddress(IpAddress.of("127.0.0.1"), 0).put(memory, 0, Sockets.AF_INET);
            assertEquals(Sockets.bind(receiver.number(), memory.address(), length), 0);
            memory.bytes().putInt(100, SocketAddress.MAX_SIZE);
            assertEquals(Sockets.getsockname(receiver.number(), memory.address(), memory.address(100)), 0);
            assertEquals(SocketAddress.get(memory, 0).address(), IpAddress.of("127.0.0.1"));

            assertEquals(Sockets.sendto(sender.number(), memory.address(64), 7, 0, memory.address(), length), 7);
            memory.bytes().putInt(100, SocketAddress.MAX_SIZE);
            assertEquals(
                    Sockets.recvfrom(
                            receiver.number(), memory.address(128), 64, 0, memory.address(32), memory.address(100)),
                    7);
            assertEquals(memory.bytes().getInt(100), 16, "the length of the address");
            assertEquals(SocketAddress.get(memory, 32).address(), IpAddress.of("127.0.0.1"));
        }
    }

    @Test
    public void splicingTakesItsFlags() {
        NativeMemory memory = NativeMemory.allocate(64);
        try (Io.Pipe from = Io.pipe();
                Io.Pipe to = Io.pipe()) {
            Io.write(from.writeEnd().number(), memory.address(), SPLICED);
            int in = from.readEnd().number();
            int out = to.writeEnd().number();
            assertEquals(Io.splice(in, 0, out, 0, 64, 0), SPLICED);
            assertEquals(Io.splice(in, 0, out, 0, 64, 2), -errno("EAGAIN"), "SPLICE_F_NONBLOCK");
            assertEquals(Io.splice(in, 0, out, 0, 64, 0x1000), -errno("EINVAL"), "no such flag");
        }
    }

    @Test
    public void errorNumbersAreNegativeResults() {
        assertEquals(Io.close(-1), -errno("EBADF"));
        assertEquals(Io.open("/nonexistent", Io.O_RDONLY, 0), -errno("ENOENT"));
        assertEquals(Io.read(-1, 0, 0), -errno("EBADF"));
        PosixException e = expectThrows(PosixException.class, () -> PosixException.check("jump", -errno("EPERM")));
        assertEquals(e.getMessage(), "jump: Operation not permitted (EPERM)");
    }

    @Test
    public void aDescriptorIsClosedOnceAndByItsOwner() {
        int before = Descriptor.openCount();
        Io.Pipe pipe = Io.pipe();
        int number = pipe.readEnd().number();
        assertEquals(Descriptor.openCount(), before + 2);
        pipe.readEnd().close();
        pipe.readEnd().close();
        assertEquals(Io.fcntl(number, Io.F_GETFL, 0), -errno("EBADF"));
        assertFalse(pipe.readEnd().isOpen());
        assertThrows(IllegalStateException.class, pipe.readEnd()::number);
        int released = pipe.writeEnd().release();
        pipe.writeEnd().close();
        assertTrue(Io.fcntl(released, Io.F_GETFL, 0) >= 0, "not ours to close any more");
        Io.close(released);
        assertEquals(Descriptor.openCount(), before);
    }

    @Test
    public void waitingForDescriptorsEndsWithDataOrWithAWakeUp() {
        NativeMemory memory = NativeMemory.allocate(1);
        try (Io.Pipe pipe = Io.pipe();
                Readiness readiness = new Readiness()) {
            readiness.watch(pipe.readEnd());
            Io.write(pipe.writeEnd().number(), memory.address(), 1);
            readiness.await();
            assertEquals(Io.read(pipe.readEnd().number(), memory.address(), 1), 1);
            Thread other = new Thread(readiness::wakeUp);
            other.start();
            readiness.await();
            assertEquals(Io.read(pipe.readEnd().number(), memory.address(), 1), -errno("EAGAIN"), "nothing came");
        }
    }

    private static Descriptor udp() {
        return Descriptor.of("socket", Sockets.socket(Sockets.AF_INET, Sockets.SOCK_DGRAM | Sockets.SOCK_CLOEXEC, 0));
    }

    private static int errno(String name) {
        return (int) Symbols.valueOf(name).orElseThrow();
    }
}
