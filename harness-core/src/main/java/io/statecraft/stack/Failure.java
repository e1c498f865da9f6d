package io.statecraft.stack;

import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;

/**
 * Why a connection ended otherwise than by both sides' FIN.
 *
 * @param signal what the rules told
 * @param before the state in which it happened
 * @param hard for an ICMP error: whether it was a hard one
 */
public record Failure(UserSignal signal, TcpState before, boolean hard) {}
