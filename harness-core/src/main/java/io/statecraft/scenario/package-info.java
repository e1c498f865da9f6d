/**
 * What is to be played: a {@link io.statecraft.scenario.Scenario} is a value, made by the text language or by the fluent DSL.
 *
 * <ul>
 *   <li>{@link io.statecraft.scenario.Step}: one statement: a {@link io.statecraft.scenario.Timing} and an {@link
 *       io.statecraft.scenario.Action}
 *   <li>{@link io.statecraft.scenario.PacketPattern}: a packet to inject or to expect; what is unset is default when sending and
 *       anything when matching
 *   <li>{@link io.statecraft.scenario.Expression}: an argument of a system call
 * </ul>
 *
 * Directions: <em>inbound</em> ({@code <}) is towards the target, <em>outbound</em> ({@code >}) is from it.
 */
package io.statecraft.scenario;
