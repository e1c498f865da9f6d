/**
 * The judge of captures: what two endpoints said to each other, seen by a third.
 *
 * <p>A capture shows no calls, no times of arrival, and not what was lost. So there is no set of hypotheses for each moment here, as
 * {@link io.statecraft.oracle} holds one, but bounds that hold for all of them: how far an endpoint can have received, how far it may
 * send, where its stream ends. A segment that is outside the bounds no endpoint that keeps the named clause could have sent. Where the
 * rules say what answers what, {@code tcp}'s own are asked.
 *
 * <ul>
 *   <li>{@link io.statecraft.oracle.offline.SegmentView}: the segment at hand, read from the capture's bytes
 *   <li>{@link io.statecraft.oracle.offline.OfflineOracle}: takes the segments in the order of the capture, and judges both endpoints
 *   <li>{@link io.statecraft.oracle.offline.CaptureViolation}: what was found
 * </ul>
 *
 * <p>The common case costs little: {@code FastPath} lets pass what is in order; all else goes by the checks.
 */
package io.statecraft.oracle.offline;
