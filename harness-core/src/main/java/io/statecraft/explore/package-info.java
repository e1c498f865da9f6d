/**
 * Scenarios that nobody wrote.
 *
 * <ul>
 *   <li>{@link io.statecraft.explore.Cell}: one cell of the state × event matrix: a {@link io.statecraft.explore.Place}, which is a state
 *       and a way to it, and a {@link io.statecraft.explore.Stimulus}, which is the segment that arrives there
 *   <li>{@link io.statecraft.explore.Matrix}: all of them, or those that are selected, as jobs for the runner
 *   <li>{@link io.statecraft.explore.MatrixTable}: what came of them
 * </ul>
 *
 * <p>The oracle says what may follow; nothing here knows an answer.
 */
package io.statecraft.explore;
