/**
 * Scenarios step by step, for tests in Java: loops, variables, tables of data, several connections.
 *
 * <ul>
 *   <li>{@link io.statecraft.run.live.Peer}: the harness's side; opens connections with a target
 *   <li>{@link io.statecraft.run.live.LiveConnection}: one of them: inject, expect, call, ask for the state
 *   <li>{@link io.statecraft.run.live.LiveFailure}: what is thrown when the target does something else
 * </ul>
 */
package io.statecraft.run.live;
