/**
 * The Linux kernel of this host as a target: each scenario in network namespaces of its own.
 *
 * <ul>
 *   <li>{@link io.statecraft.target.kernel.KernelTargetKind}: opens targets, and says what the machine lacks for that
 *   <li>{@link io.statecraft.target.kernel.UserNamespace}: how somebody who is not root gets namespaces of their own
 * </ul>
 *
 * <p>All that a target holds hangs on descriptors: the kernel frees it when the process ends, however that ends.
 */
package io.statecraft.target.kernel;
