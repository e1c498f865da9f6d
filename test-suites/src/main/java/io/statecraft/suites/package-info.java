/** The conformance suites that are written in Java, as TestNG classes. */
package io.statecraft.suites;
