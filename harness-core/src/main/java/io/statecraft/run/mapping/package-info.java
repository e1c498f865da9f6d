/**
 * Between the script's packets and the wire's.
 *
 * <ul>
 *   <li>{@link io.statecraft.run.mapping.Mapping}: the script's sequence numbers and the wire's
 *   <li>{@link io.statecraft.run.mapping.Conversation}: one connection of a scenario: its ends, its numbers, how far it got
 *   <li>{@link io.statecraft.run.mapping.Conversations}: which connection a statement or a packet is about
 *   <li>{@link io.statecraft.run.mapping.PacketBuilder}: makes the packet that a line injects
 *   <li>{@link io.statecraft.run.mapping.PacketMatcher}: says in which fields a packet is not what a line expects
 * </ul>
 */
package io.statecraft.run.mapping;
