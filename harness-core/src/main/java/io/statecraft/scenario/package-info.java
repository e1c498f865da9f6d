/**
 * What is to be played: a {@link io.statecraft.scenario.Scenario} is a value, made by the text language or by the fluent DSL.
 *
 * <ul>
 *   <li>{@link io.statecraft.scenario.Step}: one statement: a {@link io.statecraft.scenario.Timing} and an {@link
 *       io.statecraft.scenario.Action}
 *   <li>{@link io.statecraft.scenario.PacketPattern}: a packet to inject or to expect; what is unset is default when sending and
 *       anything when matching
 *   <li>{@link io.statecraft.scenario.Expression}: an argument of a system call
 *   <li>{@link io.statecraft.scenario.Scenarios}: the fluent face, with {@link io.statecraft.scenario.Packets}, {@link
 *       io.statecraft.scenario.TcpOptions} and {@link io.statecraft.scenario.Calls}
 * </ul>
 *
 * Directions: <em>inbound</em> ({@code <}) is towards the target, <em>outbound</em> ({@code >}) is from it.
 */
package io.statecraft.scenario;
