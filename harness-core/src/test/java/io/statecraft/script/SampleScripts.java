package io.statecraft.script;

import java.util.List;

/** Scripts that between them use every construct of the language. */
final class SampleScripts {
    private SampleScripts() {}

    static final String OURS = """
            // A peer that closes first leaves us in CLOSE-WAIT
            // until we close too.
            // id: close/passive   verifies: RFC9293:MUST-12, RFC9293:MUST-13   tags: close fin
            // needs: embedded msl=1
            --tolerance_usecs=10000
            --strict_segments
            --tolerance_percent="12.5"
            --local_ip=192.168.0.1
            --remote_ip=192.0.2.1/24
            --non_fatal="packet,syscall"

             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0   state(3) = LISTEN
            +.1  < S 0:0(0) win 65535 <mss 1460>
            +0   > oracle
            +0   state(3, peer) = SYN_RCVD
            +.01 < . 1:1(0) ack 1 win 65535
            +0   accept(3, ..., ...) = 4
            +0   < F. 1:1(0) ack 1 win 65535
            +0   oracle
            +0   state(4) = CLOSE-WAIT
            +0   silence for 0.2
            """;

    static final String CALLS = """
            `../common/defaults.sh
            sysctl -q net.ipv4.tcp_ecn=1`
            0...0.1 connect(3, ..., ...) = 0
            +0 fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)
            +0 fcntl(3, F_SETFL, O_RDWR | O_NONBLOCK) = 0
            +0 connect(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("192.0.2.1")}, ...) = 0
            +0 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
            +0 read(3, ..., 1000) = -1 EAGAIN
            +0 setsockopt(3, SOL_TCP, TCP_CONGESTION, "cu" "bic", 5) = 0
            +0 setsockopt(3, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0
            +0 open("/tmp/\\x41\\n\\"", O_RDONLY) = 5
            +0 writev(3, [{..., 1000}, {..., 20}], 2) = 1020
            +0 poll([{fd=3, events=POLLIN|POLLOUT, revents=POLLOUT}], 1, 0) = 1
            +0 epoll_wait(6, {events=EPOLLOUT, ptr=3}, 1, 0) = ...
            +.1 ... 0.3 recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{..., 0}], msg_flags=MSG_ERRQUEUE|MSG_TRUNC,
                     msg_control=[{cmsg_level=SOL_SOCKET, cmsg_type=SCM_TIMESTAMPING,
                                   cmsg_data={scm_sec=0, scm_nsec=20000000}}]}, MSG_ERRQUEUE) = 0
            +0 setsockopt(3, SOL_TCP, TCP_FASTOPEN, {enable=1, psk=00112233445566778899aabbccddeeff}, 20) = 0
            +0 setsockopt(3, SOL_X, MPLS, {(label 1, tc 2, ttl 3) (label 4, tc 5, [S], ttl 6)}, 8) = 0
            +0 setsockopt(3, SOL_X, GRE, {flags 0x2000, sum 0, off 0, key=7, seq 0}, 8) = 0
            +0 getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0
            +0 setsockopt(3, IPPROTO_TCP, TCP_X, [-1], 4) = -1 EINVAL (Invalid argument)
            +0 sendto(3, NULL, 0, MSG_FASTOPEN, AF_UNSPEC, ...) = 0
            +0 `echo \\`date\\` "a"`
            +0 %{
            assert tcpi_state == TCP_ESTABLISHED, 'state=%d' % tcpi_state
            }%
            `after`
            """;

    static final String PACKETS = """
            0 < S 0:0(0) win 32792 <mss 1000,sackOK,nop,nop,nop,wscale 7>
            * > S. 0:0(0) ack 1 <...>
            1~2 > S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK,nop,wscale 8>
            +.1~+.2 > P. 1:1001(1000) ack 1
            +0 < P.5 1:1(0) ack 1001 win 257 <nop,nop,sack 1:1001 2001:3001>
            +0 < SEWA 0:0(0) win 1
            +0 < - 5:5(0) win 0 urg 7
            +0 < .3 1:1(0) ack 1 win 257
            +0 > [ect0] . 1:1(0) ack 1 <TS val 100 ecr 200,nop,nop>
            +0 > (ecn ect01, ttl 64, flowlabel 0x12345) U. 1:11(10) ack 1 urg 5
            +0 > [dscp af11] . 1:1(0) ack 1
            +0 < (to 224.0.0.1, from 255.255.255.255, options 9e040000) S 0:0(0) win 1
            +0 < (ttl 3, bad_checksum) . 1:1(0) ack 1 win 1
            +0 < [to ff02::1, zero_checksum] . 1:1(0) ack 1 win 1
            +0 < [tos 0x3, hlim 1] . 1:1(0) ack 1 win 1 <TS val 1 ecr 4294967295!,eol,eol>
            +0 > . 1:1(0) ack 1 <TS val ... ecr 5,nop,nop>
            +0 < 5000 > 8080 S 4294967295:4294967296(1) win 5 <FO,nop,nop>
            +0 > S 0:0(0) <FO 3021b9d889017eeb,nop,nop>
            +0 > S 0:0(0) <FOEXP,FOEXP 0102,nop,nop>
            +0 > S. 0:0(0) ack 1 <ECN e0b 1 ceb 0 e1b 1,nop>
            +0 > S. 0:0(0) ack 1 <ECN e1b 1 ceb 2,AccECN0,exp-AccECN1 ee1b 5 eceb 16777215>
            +0 > S. 0:0(0) ack 1 <md5 valid,eol,eol>
            +0 < . 1:1(0) ack 1 win 1 <md5 000102030405060708090a0b0c0d0e0f,nop,nop>
            +0 < . 1:1(0) ack 1 win 1 <gen-77 0102,exp-1234 05,nop,nop,exp-tarr 3>
            +0 < . 1:1(0) ack 1 win 1 <01010100>
            +0 > R. ...(0) ack 1
            +0 > R 1:1(0)!
            +0 > R 1:9(8) [code 1, pen 4294967295]
            +0 > . 1:1(0) ack 1 win 65535/udp(9899 > 9900)
            +0 < udp (1000)
            +0 > udp 53 > 5353 (0)
            +0 < icmp unreachable frag_needed mtu 1200 [1:1461(1460)]
            +0 < [1:1461(1460)] icmp time_exceeded
            +0 < icmp type_3 code_4 [1:1(0) /udp(1 > 2)]
            +0 < icmp echo_request id 77 [raw(64)]
            +0 > icmp unreachable port_unreachable [udp(100)]
            +0 < ipv4 192.168.1.1 > 10.0.0.1: gre: . 1:1(0) ack 1 win 1
            +0 < ipv6 [ce] fe80::1 > ::ffff:1.2.3.4: mpls (label 1, tc 0, [S], ttl 64): . 1:1(0) ack 1 win 1
            +0 < gre flags [checksum present, key present], sum 1, off 2, key=4294967295, seq 0: . 1:1(0) ack 1 win 1
            """;

    static final String DEFINES = """
            --define=MSS=1460
            --define=COOKIE=00112233
            --define=LIST="a, b"
            --define=CMD=`true`
            --define=LEVEL=SOL_TCP
            --define=ACKED=S.
            0 CMD
            +0 setsockopt(3, LEVEL, MSS, LIST, 4) = MSS
            +0 > ACKED 0:0(0) ack MSS <mss MSS,FO COOKIE,nop,nop>
            #ifdef COOKIE
            +0 `yes`
            #endif
            #ifdef OTHER
            +0 `no, and this is " not even lexed
            #endif
            """;

    static final List<String> ALL = List.of(OURS, CALLS, PACKETS, DEFINES);
}
