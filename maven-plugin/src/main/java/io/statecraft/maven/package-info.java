/**
 * The Maven goals. Each starts the command line in a JVM of its own and turns its exit status into Maven's terms.
 *
 * <ul>
 *   <li>{@link io.statecraft.maven.RunMojo run}, {@link io.statecraft.maven.ListMojo list} and
 *       {@link io.statecraft.maven.DoctorMojo doctor} need no project;
 *   <li>{@link io.statecraft.maven.IntegrationTestMojo integration-test} and {@link io.statecraft.maven.VerifyMojo verify}
 *       divide the work of {@code run} as Failsafe does, so that what was set up before is torn down in between.
 * </ul>
 *
 * <p>A fork, because scenarios need namespaces, native calls and a quiet heap: none of them is Maven's to give.
 */
package io.statecraft.maven;
