/**
 * Captures, in and out.
 *
 * <ul>
 *   <li>{@link io.statecraft.capture.CaptureFile}: reads pcap and pcapng, packet by packet, whatever their byte order and resolution
 *   <li>{@link io.statecraft.capture.LinkLayer}: finds the IP packet in a frame
 *   <li>{@link io.statecraft.capture.CaptureJudge}: shows a capture to the {@link io.statecraft.oracle.offline offline oracle}
 *   <li>{@link io.statecraft.capture.PcapngWriter}: writes packets with comments; {@link io.statecraft.capture.Annotation} copies a capture
 *       with comments added
 * </ul>
 */
package io.statecraft.capture;
