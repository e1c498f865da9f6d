/**
 * The judge: which states and segments the RFCs allow at every moment of a run.
 *
 * <ul>
 *   <li>{@link io.statecraft.oracle.Observation}: what it is shown, in order
 *   <li>{@link io.statecraft.oracle.Oracle}: holds the hypotheses, one set per connection; an observation strikes out those that it
 *       contradicts
 *   <li>{@link io.statecraft.oracle.Violation}: when none is left: the clause, the event, and what would have been allowed
 * </ul>
 *
 * <p>The oracle is sound before it is complete: what the harness did late or could not see is never the target's fault.
 */
package io.statecraft.oracle;
