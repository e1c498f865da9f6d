package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** When text left and was acknowledged, as a Linux socket tells it: {@code SO_TIMESTAMPING}. */
public final class TimestampingTest {
    private static final String CONNECTED = """
             0   socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 3
            +0   connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
            +0   > S 0:0(0) <...>
            +.01 < S. 0:0(0) ack 1 win 65535 <mss 1000>
            +0   > . 1:1(0) ack 1
            """;
    private static final String NOTHING_TOLD = """
            +0   recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{...,0}], msg_flags=MSG_ERRQUEUE, msg_control=[]},
                         MSG_ERRQUEUE) = -1 EAGAIN (Resource temporarily unavailable)
            """;

    private static String asking(String flags) {
        return "+0   setsockopt(3, SOL_SOCKET, SO_TIMESTAMPING, [%s], 4) = 0\n".formatted(flags);
    }

    private static String told(String what, int number, int millis) {
        return """
            +0   recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{...,0}], msg_flags=MSG_ERRQUEUE|MSG_TRUNC,
                             msg_control=[{cmsg_level=SOL_SOCKET, cmsg_type=SCM_TIMESTAMPING,
                                           cmsg_data={scm_sec=0,scm_nsec=%d}},
                                          {cmsg_level=SOL_IP, cmsg_type=IP_RECVERR,
                                           cmsg_data={ee_errno=ENOMSG, ee_origin=SO_EE_ORIGIN_TIMESTAMPING, ee_type=0,
                                                      ee_code=0, ee_info=%s, ee_data=%d}}]}, MSG_ERRQUEUE) = 0
            """.formatted(millis * 1_000_000, what, number);
    }

    private static final String ALL = "SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_TX_SOFTWARE | "
            + "SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_OPT_ID";

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {
                "each write's last octet, when it leaves and when it is acknowledged",
                CONNECTED + asking(ALL) + """
            +.01 write(3, ..., 1500) = 1500
            +0   > P. 1:1501(1500) ack 1
            +0   write(3, ..., 1000) = 1000
            +0   > P. 1501:2501(1000) ack 1
            +.01 < . 1:1(0) ack 2501 win 65535
            +0   poll([{fd=3, events=POLLIN, revents=POLLERR}], 1, 0) = 1
            """ + told("SCM_TSTAMP_SCHED", 1499, 20) + told("SCM_TSTAMP_SND", 1499, 20)
                        + told("SCM_TSTAMP_SCHED", 2499, 20) + told("SCM_TSTAMP_SND", 2499, 20)
                        + told("SCM_TSTAMP_ACK", 1499, 30) + told("SCM_TSTAMP_ACK", 2499, 30) + NOTHING_TOLD
            },
            {
                "what goes again is not told again",
                CONNECTED + asking(ALL) + """
            +0   write(3, ..., 1000) = 1000
            +0   > P. 1:1001(1000) ack 1
            +.2~+.3 > P. 1:1001(1000) ack 1
            """ + told("SCM_TSTAMP_SCHED", 999, 10) + told("SCM_TSTAMP_SND", 999, 10)
                        + NOTHING_TOLD
            },
            {
                "only what was asked for",
                CONNECTED + asking("SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_SOFTWARE") + """
            +0   write(3, ..., 1000) = 1000
            +0   > P. 1:1001(1000) ack 1
            """ + NOTHING_TOLD + """
            +.01 < . 1:1(0) ack 1001 win 65535
            """
                        + told("SCM_TSTAMP_ACK", 0, 20) + NOTHING_TOLD
            },
            {
                "a write that was cut ends where it was cut",
                CONNECTED + asking("SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_OPT_ID")
                        + """
            +0   setsockopt(3, SOL_SOCKET, SO_SNDBUF, [1000], 4) = 0
            +0   write(3, ..., 80000) = 42000
            +0   > P. 1:10001(10000) ack 1
            +.01 < . 1:1(0) ack 10001 win 65535
            +0   > P. 10001:30001(20000) ack 1
            +.01 < . 1:1(0) ack 30001 win 65535
            +0   > P. 30001:42001(12000) ack 1
            +.01 < . 1:1(0) ack 42001 win 65535
            """ + told("SCM_TSTAMP_ACK", 41_999, 40) + NOTHING_TOLD
            },
            {"numbers count from the call on", CONNECTED + """
            +0   write(3, ..., 1000) = 1000
            +0   > P. 1:1001(1000) ack 1
            +.01 < . 1:1(0) ack 1001 win 65535
            """ + asking(ALL) + """
            +0   write(3, ..., 10) = 10
            +0   > P. 1001:1011(10) ack 1
            """ + told("SCM_TSTAMP_SCHED", 9, 20)},
            {"without a connection there is nothing to number", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   setsockopt(3, SOL_SOCKET, SO_TIMESTAMPING, [SOF_TIMESTAMPING_OPT_ID], 4) = -1 EINVAL (Invalid argument)
            """},
        };
    }

    @Test(dataProvider = "scripts")
    public void tells(String what, String script) {
        assertEquals(Program.verdict(Profiles.LINUX, script), "PASS");
    }
}
