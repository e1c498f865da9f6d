/**
 * The conformance suites that are written in Java, as TestNG classes: what needs loops, tables of data, or several connections. The
 * scenarios that are text are beside them on the class path, under {@code scenarios/}.
 *
 * <ul>
 *   <li>{@link io.statecraft.suites.ConformanceSuite}: what to extend; opens a fresh target for each test
 *   <li>{@link io.statecraft.suites.Verifies}: which requirements a test is about
 *   <li>{@link io.statecraft.suites.SegmentsAroundTheWindowTest}: a good example of a test that is driven by data
 *   <li>{@link io.statecraft.suites.SegmentSizeTest}: whole scenarios, made in Java
 * </ul>
 */
package io.statecraft.suites;
