package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What TCP_INFO says of what was sent, received and waited for. */
public final class LinuxTcpInfoTest {
    private static final String CONNECTED = """
             0   `sysctl net.ipv4.tcp_timestamps=0`
            +0   socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 3
            +0   connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
            +0   > S 0:0(0) <...>
            +.01 < S. 0:0(0) ack 1 win %d <mss 1000>
            +0   > . 1:1(0) ack 1
            """;

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {"the peer's window was the limit", CONNECTED.formatted(0) + """
            +0   write(3, ..., 1000) = 1000
            +.1  < . 1:1(0) ack 1 win 2000
            +0   > P. 1:1001(1000) ack 1
            +.02 < . 1:1(0) ack 1001 win 2000
            +.5  %{ assert tcpi_rwnd_limited == 100000, tcpi_rwnd_limited
            assert tcpi_busy_time == 120000, tcpi_busy_time
            assert tcpi_sndbuf_limited == 0, tcpi_sndbuf_limited }%
            """},
            {"the buffer was the limit", CONNECTED.formatted(65_535) + """
            +0   setsockopt(3, SOL_SOCKET, SO_SNDBUF, [1000], 4) = 0
            +0   write(3, ..., 80000) = 42000
            +0   > P. 1:10001(10000) ack 1
            +.02 < . 1:1(0) ack 10001 win 65535
            +0   > P. 10001:30001(20000) ack 1
            +.02 < . 1:1(0) ack 30001 win 65535
            +0   > P. 30001:42001(12000) ack 1
            +.02 < . 1:1(0) ack 42001 win 65535
            +.5  %{ assert tcpi_busy_time == 60000, tcpi_busy_time
            assert tcpi_sndbuf_limited == 20000, tcpi_sndbuf_limited }%
            """},
            {"segments and octets, each way", CONNECTED.formatted(65_535) + """
            +0   write(3, ..., 1500) = 1500
            +0   > P. 1:1501(1500) ack 1
            +.01 < P. 1:11(10) ack 1501 win 65535
            +0   > . 1501:1501(0) ack 11
            +0   %{ assert tcpi_segs_out == 5, tcpi_segs_out
            assert tcpi_data_segs_out == 2, tcpi_data_segs_out
            assert tcpi_segs_in == 2, tcpi_segs_in
            assert tcpi_data_segs_in == 1, tcpi_data_segs_in
            assert tcpi_bytes_sent == 1500, tcpi_bytes_sent }%
            """},
            {"how long ago", CONNECTED.formatted(65_535) + """
            +.05 write(3, ..., 100) = 100
            +0   > P. 1:101(100) ack 1
            +.02 < P. 1:11(10) ack 101 win 65535
            +0   > . 101:101(0) ack 11
            +.03 < . 11:11(0) ack 101 win 65535
            +.04 %{ assert tcpi_last_data_sent == 90, tcpi_last_data_sent
            assert tcpi_last_data_recv == 70, tcpi_last_data_recv
            assert tcpi_last_ack_recv == 40, tcpi_last_ack_recv }%
            """},
        };
    }

    @Test(dataProvider = "scripts")
    public void says(String what, String script) {
        assertEquals(Program.verdict(Profiles.LINUX, script), "PASS");
    }
}
