/**
 * What is on the wire: addresses, headers, segments, options, and the codec between them and bytes.
 *
 * <ul>
 *   <li>{@link io.statecraft.wire.SequenceNumber}: 32-bit sequence numbers that wrap
 *   <li>{@link io.statecraft.wire.Segment}: a TCP segment as a value; {@link io.statecraft.wire.TcpOption} its options
 *   <li>{@link io.statecraft.wire.Packet}: an IP packet around a {@link io.statecraft.wire.Transport}
 *   <li>{@link io.statecraft.wire.PacketCodec}: bytes to packets and back; it never throws for bad bytes but tells
 *       {@link io.statecraft.wire.Problem}s
 *   <li>{@link io.statecraft.wire.PacketNotation}: packets as scripts and reports write them
 *   <li>{@link io.statecraft.wire.QuotedSegment}: the segment that an ICMP error is about
 * </ul>
 *
 * Knows nothing of connections, clocks or sockets.
 */
package io.statecraft.wire;
