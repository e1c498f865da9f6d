/** The Maven goals: each starts the command line in a JVM of its own, and turns its exit status into Maven's terms. */
package io.statecraft.maven;
