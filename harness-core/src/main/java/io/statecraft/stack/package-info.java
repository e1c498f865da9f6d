/**
 * The embedded TCP endpoint: the rules of {@code tcp} with everything around them that a host needs.
 *
 * <ul>
 *   <li>{@link io.statecraft.stack.Stack}: one host: connections, listeners, what belongs to neither
 *   <li>{@link io.statecraft.stack.Endpoint}: one connection; asks the rules for every event, and does what they say
 *   <li>{@code Sender}, {@code Retransmission}, {@code WindowProbe}: which text goes when; {@code Receiver}: text for the user, window,
 *       acknowledgments; {@code KeepAlive}; {@code SegmentForm}: what segments look like
 *   <li>{@link io.statecraft.stack.Profile}: an answer for each choice of the rules, and a number for each
 *       {@link io.statecraft.stack.Setting}; the named ones are in {@link io.statecraft.stack.Profiles}
 *   <li>{@link io.statecraft.stack.CongestionControl}: the seam for RFC 5681 and its kin; {@link io.statecraft.stack.Fault}: the seam for
 *       seeded violations
 * </ul>
 *
 * <p>No state and no reply is decided here: a new reply belongs into {@code tcp}. Time comes from the clock that the stack is given.
 */
package io.statecraft.stack;
