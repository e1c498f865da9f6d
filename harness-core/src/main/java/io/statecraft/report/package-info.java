/**
 * Says what came of a run, to people and to other programs. Reads {@link io.statecraft.run.RunReport} and nothing else.
 *
 * <ul>
 *   <li>{@link io.statecraft.report.Console}: progress, failures, and a table of counts
 *   <li>{@link io.statecraft.report.FailureText}: one failure, with what was expected, what was, and the last events
 *   <li>{@link io.statecraft.report.ReportFolder}: the files: {@link io.statecraft.report.Json}, {@link io.statecraft.report.Junit},
 *       traces
 * </ul>
 */
package io.statecraft.report;
