package io.statecraft.oracle.offline;

import io.statecraft.oracle.Violation;

/**
 * A violation that a capture shows.
 *
 * @param packet the number of the packet, from 1 on, as Wireshark counts
 * @param violation what was broken, by whom, and what would have been allowed; its time is that of the packet, since the epoch
 */
public record CaptureViolation(long packet, Violation violation) {}
