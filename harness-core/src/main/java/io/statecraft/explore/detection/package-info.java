/**
 * Which scenarios notice which seeded violation: the test of the tests.
 *
 * <ul>
 *   <li>{@link io.statecraft.explore.detection.Trials}: plays scenarios at the embedded stack, with each fault seeded in turn
 *   <li>{@link io.statecraft.explore.detection.DetectionTable}: what came of it
 * </ul>
 */
package io.statecraft.explore.detection;
