/**
 * The operating system's calls: the only package that imports jnr.
 *
 * <p>Calls return what the kernel returns: a result of zero or more, or the negative error number. {@link
 * io.statecraft.posix.PosixException#check} turns a failure into an exception where it is nobody's expected result. Memory that the
 * kernel reads or writes is a {@link io.statecraft.posix.NativeMemory}, by address; descriptors that we own are {@link
 * io.statecraft.posix.Descriptor}s, so that none leaks.
 *
 * <ul>
 *   <li>{@link io.statecraft.posix.Io}, {@link io.statecraft.posix.Sockets}: calls on descriptors
 *   <li>{@link io.statecraft.posix.Namespaces}: the calling thread's view of the network and the file system
 *   <li>{@link io.statecraft.posix.Processes}: who we are, children, signals
 *   <li>{@link io.statecraft.posix.Scheduling}: a thread's real-time priority
 *   <li>{@link io.statecraft.posix.Promptness}: locked memory, and short pauses of the JVM
 *   <li>{@link io.statecraft.posix.TickTimer}: waiting for the kernel's tick
 *   <li>{@link io.statecraft.posix.Readiness}: waiting for several descriptors, with a wake-up
 *   <li>{@link io.statecraft.posix.Symbols}: the numbers behind {@code SOL_SOCKET} and {@code EAGAIN}
 *   <li>{@link io.statecraft.posix.Layout}: where the members of the kernel's structures are
 * </ul>
 */
package io.statecraft.posix;
