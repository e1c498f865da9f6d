package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a Linux socket tells beside its text: {@code MSG_ERRQUEUE} and {@code TCP_INQ}. */
public final class ErrorQueueTest {
    private static final String CONNECTED = """
             0   socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 3
            +0   setsockopt(3, SOL_SOCKET, SO_ZEROCOPY, [1], 4) = 0
            +0   setsockopt(3, IPPROTO_TCP, TCP_INQ, [1], 4) = 0
            +0   connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
            +0   > S 0:0(0) <...>
            +.01 < S. 0:0(0) ack 1 win 65535 <mss 1000>
            +0   > . 1:1(0) ack 1
            """;
    private static final String TOLD = """
            +0   recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{...,0}], msg_flags=MSG_ERRQUEUE,
                             msg_control=[{cmsg_level=SOL_IP, cmsg_type=IP_RECVERR,
                                           cmsg_data={ee_errno=0, ee_origin=SO_EE_ORIGIN_ZEROCOPY, ee_type=0,
                                                      ee_code=SO_EE_CODE_ZEROCOPY_COPIED,
                                                      ee_info=%d, ee_data=%d}}]}, MSG_ERRQUEUE) = 0
            """;
    private static final String NOTHING_TOLD = """
            +0   recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{...,0}], msg_flags=MSG_ERRQUEUE, msg_control=[]},
                         MSG_ERRQUEUE) = -1 EAGAIN (Resource temporarily unavailable)
            """;

    private static String told(int first, int last) {
        return String.format(TOLD, first, last);
    }

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {
                "a send is done with when its text is acknowledged",
                CONNECTED + """
            +0   send(3, ..., 1000, MSG_ZEROCOPY) = 1000
            +0   > P. 1:1001(1000) ack 1
            """ + NOTHING_TOLD + """
            +.01 < . 1:1(0) ack 1001 win 65535
            +0   poll([{fd=3, events=POLLIN, revents=POLLERR}], 1, 0) = 1
            """ + told(0, 0) + NOTHING_TOLD
            },
            {"those that follow each other are told together", CONNECTED + """
            +0   send(3, ..., 1000, MSG_ZEROCOPY) = 1000
            +0   > P. 1:1001(1000) ack 1
            +0   send(3, ..., 1000, MSG_ZEROCOPY) = 1000
            +0   > P. 1001:2001(1000) ack 1
            +.01 < . 1:1(0) ack 2001 win 65535
            """ + told(0, 1)},
            {"what was read is not told again", CONNECTED + """
            +0   send(3, ..., 1000, MSG_ZEROCOPY) = 1000
            +0   > P. 1:1001(1000) ack 1
            +0   send(3, ..., 1000, MSG_ZEROCOPY) = 1000
            +0   > P. 1001:2001(1000) ack 1
            +.01 < . 1:1(0) ack 1001 win 65535
            """ + told(0, 0) + """
            +.01 < . 1:1(0) ack 2001 win 65535
            """ + told(1, 1)},
            {"other sends are not told of", CONNECTED + """
            +0   send(3, ..., 1000, 0) = 1000
            +0   > P. 1:1001(1000) ack 1
            +.01 < . 1:1(0) ack 1001 win 65535
            """ + NOTHING_TOLD},
            {"how much is left unread is told with what is read", CONNECTED + """
            +.01 < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +0   recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{...,4}], msg_flags=0,
                             msg_control=[{cmsg_level=IPPROTO_TCP, cmsg_type=TCP_CM_INQ, cmsg_data=6}]}, 0) = 4
            """},
        };
    }

    @Test(dataProvider = "scripts")
    public void theQueueTellsWhatIsDoneWith(String name, String script) {
        assertEquals(Program.verdict(Profiles.LINUX, script), "PASS", name);
    }
}
