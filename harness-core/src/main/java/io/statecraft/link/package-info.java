/**
 * The way of IP packets between harness and target.
 *
 * <p>A {@link io.statecraft.link.Link} is one end of it, the harness's: TUN device, packet socket, raw socket, stream, or memory.
 * Links carry bytes; what they mean is the business of {@code wire}.
 */
package io.statecraft.link;
