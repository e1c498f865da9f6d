package io.statecraft.stack;

import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;

/**
 * Why a connection ended otherwise than by both sides' FIN.
 *
 * @param signal what the rules told
 * @param before the state in which it happened
 * @param refused for an ICMP error: whether somebody refused it there, rather than nobody being reached
 */
public record Failure(UserSignal signal, TcpState before, boolean refused) {}
