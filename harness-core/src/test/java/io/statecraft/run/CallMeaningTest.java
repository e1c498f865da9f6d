package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import io.statecraft.oracle.SocketCall;
import io.statecraft.scenario.Action.Call;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.SocketApi;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.Target;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import io.statecraft.wire.IpAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Calls are told to the oracle in its own words. */
public final class CallMeaningTest {
    private static final IpAddress REMOTE = IpAddress.of("192.0.2.1");

    private SocketApi sockets;
    private CallMeaning meaning;

    @BeforeMethod
    public void bind() {
        Target target = new EmbeddedTargetKind(Profiles.LINUX)
                .open(new TargetRequest(
                        Family.IPV4, Optional.empty(), Optional.empty(), 1500, 1, Path.of("."), false, Map.of()));
        sockets = target.sockets().orElseThrow();
        start("socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
        start("bind(3, ..., ...) = 0");
        meaning = new CallMeaning(sockets, REMOTE, 8080);
    }

    private void start(String text) {
        Call call = call(text);
        OptionalInt fd = call.function().equals("socket") ? OptionalInt.of(3) : OptionalInt.empty();
        sockets.start(new Invocation(call.function(), call.arguments(), fd, false));
    }

    private static Call call(String text) {
        return (Call) Play.parse("0 " + text + "\n").steps().get(0).action();
    }

    @DataProvider
    public static Object[][] calls() {
        return new Object[][] {
            {"listen(3, 5) = 0", new SocketCall.Listen(3, 5, IpAddress.of("192.168.0.1"), 8080)},
            {"connect(3, ..., ...) = 0", new SocketCall.Connect(3, REMOTE, 8080)},
            {"connect(3, AF_UNSPEC, ...) = 0", null},
            {"accept(3, ..., ...) = 4", new SocketCall.Accept(3)},
            {"write(3, ..., 100) = 100", new SocketCall.Send(3, 100)},
            {"send(3, ..., 100, 0) = 100", new SocketCall.Send(3, 100)},
            {"sendto(3, ..., 100, 0, ..., ...) = 100", new SocketCall.Send(3, 100)},
            {"sendto(3, ..., 100, MSG_FASTOPEN, ..., ...) = 100", new SocketCall.Connect(3, REMOTE, 8080, 100)},
            {"writev(3, [{..., 10}, {..., 20}], 2) = 30", new SocketCall.Send(3, 30)},
            {
                "sendmsg(3, {msg_name(...)=..., msg_iov(2)=[{..., 10}, {..., 20}], msg_flags=0}, 0) = 30",
                new SocketCall.Send(3, 30)
            },
            {"read(3, ..., 100) = 100", new SocketCall.Receive(3)},
            {"recv(3, ..., 100, 0) = 100", new SocketCall.Receive(3)},
            {"recv(3, ..., 100, MSG_PEEK) = 100", null},
            {"shutdown(3, SHUT_RD) = 0", new SocketCall.Shutdown(3, true, false)},
            {"shutdown(3, SHUT_WR) = 0", new SocketCall.Shutdown(3, false, true)},
            {"shutdown(3, SHUT_RDWR) = 0", new SocketCall.Shutdown(3, true, true)},
            {"close(3) = 0", new SocketCall.Close(3, false)},
            {"setsockopt(3, SOL_SOCKET, SO_KEEPALIVE, [1], 4) = 0", new SocketCall.SetOption(3, "SO_KEEPALIVE", 1)},
            {"setsockopt(3, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0", null},
            {"getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0", null},
            {"fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0", null},
        };
    }

    @Test(dataProvider = "calls")
    public void means(String text, SocketCall expected) {
        assertEquals(meaning.of(call(text)), Optional.ofNullable(expected));
    }

    @Test
    public void closingIsAbortiveAfterLingeringForNoTime() {
        meaning.of(call("setsockopt(3, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0"));
        assertEquals(meaning.of(call("close(3) = 0")), Optional.of(new SocketCall.Close(3, true)));
        assertEquals(meaning.of(call("close(3) = 0")), Optional.of(new SocketCall.Close(3, false)));
    }

    @Test
    public void lingeringForAWhileIsNotAbortive() {
        for (String linger : List.of("{onoff=1, linger=5}", "{onoff=0, linger=0}")) {
            meaning.of(call("setsockopt(3, SOL_SOCKET, SO_LINGER, " + linger + ", 8) = 0"));
            assertEquals(meaning.of(call("close(3) = 0")), Optional.of(new SocketCall.Close(3, false)));
        }
    }

    @Test
    public void aConnectionIsOpenedOnce() {
        meaning.of(call("connect(3, ..., ...) = -1 EINPROGRESS (x)"));
        assertEquals(meaning.of(call("connect(3, ..., ...) = 0")), Optional.empty());
        meaning.of(call("close(3) = 0"));
        assertEquals(
                meaning.of(call("connect(3, ..., ...) = 0")), Optional.of(new SocketCall.Connect(3, REMOTE, 8080)));
    }
}
