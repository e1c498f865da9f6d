/**
 * Time. The only package that reads a clock or sleeps.
 *
 * <p>All times are {@code long} nanoseconds since the clock's own origin. {@link io.statecraft.clock.VirtualClock} is for targets
 * whose time is ours: it jumps. {@code MonotonicClock} is for the rest. {@code KernelTick} knows when Linux looks at its timers.
 */
package io.statecraft.clock;
