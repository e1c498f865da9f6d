/**
 * RFC 9293 section 3.10 as plain code: the rules, written once.
 *
 * <ul>
 *   <li>{@link io.statecraft.tcp.Connection}: what an endpoint knows of a connection (the RFC's TCB), as a value
 *   <li>{@link io.statecraft.tcp.SegmentArrives} and the {@code SegmentArrivesIn…} beside it: section 3.10.7
 *   <li>{@link io.statecraft.tcp.UserCalls}, {@link io.statecraft.tcp.Timeouts}: sections 3.10.1 to 3.10.6, and 3.10.8
 *   <li>{@link io.statecraft.tcp.Choice}: what the RFCs leave to the implementer; a rule asks its {@link io.statecraft.tcp.Choices}
 *   <li>{@link io.statecraft.tcp.Outcome}: what a rule returns: the next connection, what is to be sent, what the user is told
 * </ul>
 *
 * <p>A rule for a new event goes into the file of its section; a new freedom of the implementer into {@code Choice}. The embedded stack
 * answers each choice from its profile; the oracle answers it with every allowed answer in turn. Nothing here sends, waits or stores bytes.
 */
package io.statecraft.tcp;
