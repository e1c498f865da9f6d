/**
 * The scenario language as text: packetdrill's, both the google and the nplab dialect in one grammar without reserved words, and
 * our own statements.
 *
 * <ul>
 *   <li>{@link io.statecraft.script.ScriptParser}: text to {@link io.statecraft.scenario.Scenario}; bad input is data
 *   <li>{@link io.statecraft.script.Diagnostic}: what is wrong, where, and what was expected
 *   <li>{@link io.statecraft.script.ScriptPrinter}: a scenario, or a part of one, as text that parses to an equal value
 * </ul>
 */
package io.statecraft.script;
