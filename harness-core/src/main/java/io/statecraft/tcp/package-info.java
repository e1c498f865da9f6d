/** RFC 9293 section 3.10 as plain code: states, connections, events, rules, and the choices that the RFCs leave open. */
package io.statecraft.tcp;
