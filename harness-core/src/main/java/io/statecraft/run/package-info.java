/**
 * Plays scenarios and says what came of it.
 *
 * <ul>
 *   <li>{@link io.statecraft.run.Session}: plays one scenario on one target, once
 *   <li>{@link io.statecraft.run.Trace}: all that happened, of {@link io.statecraft.run.TraceEvent}s
 *   <li>{@link io.statecraft.run.Judge}: shows a trace to the oracle
 *   <li>{@link io.statecraft.run.Finding}: something that keeps a scenario from passing; {@link io.statecraft.run.Verdict}
 * </ul>
 */
package io.statecraft.run;
