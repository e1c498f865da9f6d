/**
 * The embedded TCP endpoint: the rules of {@code tcp} with everything around them that a host needs.
 *
 * <ul>
 *   <li>{@link io.statecraft.stack.Stack}: one host, its connections and listeners; {@code Demultiplexer}: who an arriving packet is for;
 *       {@code PacketOutput}: the last stretch of what leaves
 *   <li>{@link io.statecraft.stack.Endpoint}: one connection as its user sees it, and its parts; {@code Rules} asks the rules about an event,
 *       {@code Transition} does what they say, {@code AcknowledgmentField} tells the sending half what was acknowledged
 *   <li>{@code Sender}: which text goes when; {@code PushMarks}: which segment pushes; {@code SendRoom}: the room in its buffer; {@code
 *       WindowProbe}: closed and silly windows
 *   <li>{@code Delivery} reads what has arrived at the peer, {@code LossDetection} finds what has not, {@code Recovery} says how the sender
 *       stands, {@code WindowReduction} takes the congestion window down, {@code RetransmissionQueue} sends again, {@code Retransmission} is
 *       the timer
 *   <li>{@code Receiver}: text for the user, window, acknowledgments; {@code KeepAlive}; {@code Lingering}
 *   <li>{@code SegmentForm}, {@code SegmentSizes}, {@code Offers}: what segments look like, how large they are, what a SYN offers
 *   <li>{@link io.statecraft.stack.Profile}: an answer for each choice of the rules, and a number for each
 *       {@link io.statecraft.stack.Setting}; the named ones are in {@link io.statecraft.stack.Profiles}
 *   <li>{@link io.statecraft.stack.CongestionControl}: the seam for RFC 5681 and its kin, of which {@link
 *       io.statecraft.stack.CongestionAlgorithm} is the list; {@code DeliveryRate} measures, and {@code Pacer} spreads, for those that go by a
 *       model of the path; {@link io.statecraft.stack.Fault}: the seam for
 *       seeded violations
 * </ul>
 *
 * <p>No state and no reply is decided here: a new reply belongs into {@code tcp}. Time comes from the clock that the stack is given.
 */
package io.statecraft.stack;
