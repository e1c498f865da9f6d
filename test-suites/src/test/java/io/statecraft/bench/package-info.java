/**
 * How fast and how exact the harness is, in figures: {@code ./mvnw -q -Pbench -DskipTests verify}. {@link
 * io.statecraft.bench.Benchmark} plays and prints; a {@link io.statecraft.bench.PlayedRun} is one result of
 * {@code statecraft-results.json}, and {@link io.statecraft.bench.ScriptedDuration} what of its time the script itself asks for.
 */
package io.statecraft.bench;
