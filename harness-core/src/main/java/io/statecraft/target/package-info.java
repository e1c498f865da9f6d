/**
 * What is tested: a {@link io.statecraft.target.Target} is two ports and a clock.
 *
 * <ul>
 *   <li>{@link io.statecraft.target.Target}: one scenario's target, with its link, calls, probe and clock
 *   <li>{@link io.statecraft.target.SocketApi}: the calls that a program would make
 *   <li>{@link io.statecraft.target.StateProbe}: the stack's own idea of its states
 *   <li>{@link io.statecraft.target.TargetKind}: opens targets; one sub-package per kind
 * </ul>
 */
package io.statecraft.target;
