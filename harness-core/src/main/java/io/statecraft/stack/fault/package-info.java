/**
 * Violations of the RFCs that can be seeded into the embedded stack, one at a time, so that it can be seen which scenarios notice.
 *
 * <ul>
 *   <li>{@link io.statecraft.stack.fault.Faults}: all of them, by id
 *   <li>{@link io.statecraft.stack.fault.SeededFault}: one, with the clauses that it breaks
 *   <li>{@code …Faults}: a family each; {@code Seeds}: the forms that they share
 * </ul>
 *
 * A fault is a real misbehaviour, visible on the wire or to the user; what an RFC allows is no fault. The seam is {@link
 * io.statecraft.stack.Fault}.
 */
package io.statecraft.stack.fault;
