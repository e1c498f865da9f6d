package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Which events {@code poll} and {@code epoll} show. */
public final class PollingTest {
    private static final String CONNECTED = """
             0   socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 3
            +0   connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
            +0   poll([{fd=3, events=POLLIN|POLLOUT}], 1, 0) = 0
            +0   > S 0:0(0) <...>
            +.01 < S. 0:0(0) ack 1 win 65535 <mss 1000>
            +0   > . 1:1(0) ack 1
            +0   poll([{fd=3, events=POLLIN|POLLOUT, revents=POLLOUT}], 1, 0) = 1
            """;

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {"text", CONNECTED + """
            +.01 < P. 1:11(10) ack 1 win 65535
            +0   poll([{fd=3, events=POLLIN, revents=POLLIN}], 1, 0) = 1
            """},
            {"a full send buffer", CONNECTED + """
            +0   setsockopt(3, SOL_SOCKET, SO_SNDBUF, [3000], 4) = 0
            +0   write(3, ..., 2500) = 2500
            +0   poll([{fd=3, events=POLLOUT}], 1, 0) = 0
            """},
            {"the peer's FIN", CONNECTED + """
            +.01 < F. 1:1(0) ack 1 win 65535
            +0   > . 1:1(0) ack 2
            +0   poll([{fd=3, events=POLLIN|POLLRDHUP, revents=POLLIN|POLLRDHUP}], 1, 0) = 1
            """},
            {"both FINs", CONNECTED + """
            +0   shutdown(3, SHUT_WR) = 0
            +0   > F. 1:1(0) ack 1
            +.01 < F. 1:1(0) ack 2 win 65535
            +0   > . 2:2(0) ack 2
            +0   poll([{fd=3, events=POLLIN, revents=POLLIN|POLLHUP}], 1, 0) = 1
            """},
            {"a reset", CONNECTED + """
            +.01 < R. 1:1(0) ack 1 win 0
            +0   poll([{fd=3, events=POLLIN, revents=POLLIN|POLLERR|POLLHUP}], 1, 0) = 1
            """},
            {"a socket that is not connected", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   poll([{fd=3, events=POLLIN|POLLOUT, revents=POLLOUT|POLLHUP}], 1, 0) = 1
            +0   poll([{fd=9, events=POLLIN, revents=POLLNVAL}], 1, 0) = 1
            """},
            {"a listener", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0   poll([{fd=3, events=POLLIN}], 1, 0) = 0
            +.01 < S 0:0(0) win 65535 <mss 1000>
            +0   > S. 0:0(0) ack 1 <...>
            +.01 < . 1:1(0) ack 1 win 65535
            +0   poll([{fd=3, events=POLLIN, revents=POLLIN}], 1, 0) = 1
            """},
            {"an epoll instance tells an edge once", CONNECTED + """
            +0   epoll_create(1) = 5
            +0   epoll_ctl(5, EPOLL_CTL_ADD, 3, {events=EPOLLOUT|EPOLLIN|EPOLLET, fd=3}) = 0
            +0   epoll_wait(5, {events=EPOLLOUT, fd=3}, 1, 0) = 1
            +0   epoll_wait(5, {events=0, ptr=0}, 1, 0) = 0
            +.01 < P. 1:11(10) ack 1 win 65535
            +0   epoll_wait(5, {events=EPOLLIN|EPOLLOUT, fd=3}, 1, 0) = 1
            +0   epoll_ctl(5, EPOLL_CTL_DEL, 3, {events=0, fd=3}) = 0
            +0   epoll_ctl(5, EPOLL_CTL_DEL, 3, {events=0, fd=3}) = -1 ENOENT (No such file or directory)
            +0   epoll_wait(5, {events=0, ptr=0}, 1, 0) = 0
            """},
            {"an epoll instance tells a level each time", CONNECTED + """
            +0   epoll_create(1) = 5
            +0   epoll_ctl(5, EPOLL_CTL_ADD, 3, {events=EPOLLOUT, fd=3}) = 0
            +0   epoll_wait(5, {events=EPOLLOUT, fd=3}, 1, 0) = 1
            +0   epoll_wait(5, {events=EPOLLOUT, fd=3}, 1, 0) = 1
            """},
        };
    }

    @DataProvider
    public Object[][] scriptsOfLinux() {
        return new Object[][] {
            {"an edge is told for each text that comes, unread text or none", CONNECTED + """
            +0   epoll_create(1) = 5
            +0   epoll_ctl(5, EPOLL_CTL_ADD, 3, {events=EPOLLIN|EPOLLET, fd=3}) = 0
            +.01 < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +0   epoll_wait(5, {events=EPOLLIN, fd=3}, 1, 0) = 1
            +0   epoll_wait(5, {events=0, ptr=0}, 1, 0) = 0
            +.01 < P. 11:21(10) ack 1 win 65535
            +0   > . 1:1(0) ack 21
            +0   epoll_wait(5, {events=EPOLLIN, fd=3}, 1, 0) = 1
            """},
            {"a single event is the only one", CONNECTED + """
            +0   epoll_create(1) = 5
            +0   epoll_ctl(5, EPOLL_CTL_ADD, 3, {events=EPOLLOUT|EPOLLONESHOT, fd=3}) = 0
            +0   epoll_wait(5, {events=EPOLLOUT, fd=3}, 1, 0) = 1
            +0   epoll_wait(5, {events=0, ptr=0}, 1, 0) = 0
            """},
        };
    }

    @Test(dataProvider = "scriptsOfLinux")
    public void theEventsAreThoseThatLinuxTells(String name, String script) {
        assertEquals(Program.verdict(Profiles.LINUX, script), "PASS", name);
    }

    @Test(dataProvider = "scripts")
    public void theEventsAreThoseOfTheConnection(String name, String script) {
        assertEquals(Program.verdict(Profiles.RFC9293, script), "PASS", name);
    }
}
