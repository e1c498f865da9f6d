/**
 * What the RFCs ask of a TCP endpoint, clause by clause.
 *
 * <ul>
 *   <li>{@link io.statecraft.requirement.RequirementCatalog}: all of them, from {@code requirements.csv} beside it
 *   <li>{@link io.statecraft.requirement.Requirement}: one, with its frozen id
 *   <li>{@link io.statecraft.requirement.Level}: how strongly it is asked for
 *   <li>{@link io.statecraft.requirement.Coverage}: what the oracle judges, and why nothing looks at the rest
 * </ul>
 *
 * A plain section such as {@code RFC9293:3.10.7.4} may stand where an id does, but is not in the catalogue.
 */
package io.statecraft.requirement;
