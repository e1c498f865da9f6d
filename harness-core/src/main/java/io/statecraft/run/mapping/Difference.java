package io.statecraft.run.mapping;

/**
 * A field in which a packet is not what was expected.
 *
 * @param field its name, as the notation or the RFC has it
 * @param expected in script notation
 * @param actual in script notation
 */
public record Difference(String field, String expected, String actual) {
    @Override
    public String toString() {
        return field + ": expected " + expected + ", got " + actual;
    }
}
