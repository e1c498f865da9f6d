/**
 * The target {@code embedded}: the built-in stack behind a socket interface, in memory and virtual time.
 *
 * <ul>
 *   <li>{@link io.statecraft.target.embedded.EmbeddedTargetKind}, {@link io.statecraft.target.embedded.EmbeddedTarget}: how it is opened
 *   <li>{@code EmbeddedSockets}: the calls; {@code OpeningCalls}, {@code TransferCalls}, {@code OptionCalls} and {@code PollingCalls} hold
 *       them by name
 *   <li>{@code SocketOptions}: the socket options, by level in {@code SocketLevelOptions}, {@code TcpLevelOptions}, {@code IpLevelOptions}
 *   <li>{@code Personality}: the system whose numbers, errors and TCP_INFO it has; the numbers are resources
 *   <li>{@code Commands}: the commands of scenarios without a shell; {@code settings.txt} says what settings mean, the package
 *       {@code shell} reads the lines
 * </ul>
 */
package io.statecraft.target.embedded;
