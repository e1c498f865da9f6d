package io.statecraft.requirement;

/**
 * How strongly an RFC asks for something: the keywords of RFC 2119, and what a text without keywords amounts to. Older
 * RFCs have few keywords.
 */
public enum Level {
    MUST("MUST", Weight.BINDING),
    MUST_NOT("MUST NOT", Weight.BINDING),
    SHOULD("SHOULD", Weight.ADVISED),
    SHOULD_NOT("SHOULD NOT", Weight.ADVISED),
    RECOMMENDED("RECOMMENDED", Weight.ADVISED),
    MAY("MAY", Weight.INFORMATIVE),
    /** A "should" in small letters. */
    PLAIN_SHOULD("should", Weight.ADVISED),
    /** A "should not" in small letters. */
    PLAIN_SHOULD_NOT("should not", Weight.ADVISED),
    /** The RFC says that it is so, without a keyword. */
    STATEMENT("statement", Weight.ADVISED),
    /** The meaning of a term or a field. */
    DEFINITION("definition", Weight.ADVISED),
    /** A step of a procedure that the RFC describes. */
    PROCEDURE("procedure", Weight.ADVISED),
    /** A step of an algorithm that the RFC gives. */
    ALGORITHM("algorithm", Weight.ADVISED),
    /** Follows from the RFC, or from an erratum, without being written there. */
    DERIVED("derived", Weight.INFORMATIVE),
    /** Says what another requirement means. */
    CLARIFICATION("clarification", Weight.INFORMATIVE),
    /** A remark. */
    INFORMATIONAL("informational", Weight.INFORMATIVE);

    /** What becomes of a contradiction. */
    public enum Weight {
        /** It fails. */
        BINDING,
        /** It warns, and fails where somebody asked for it. */
        ADVISED,
        /** It is worth a note. */
        INFORMATIVE
    }

    private final String text;
    private final Weight weight;

    Level(String text, Weight weight) {
        this.text = text;
        this.weight = weight;
    }

    /** What becomes of a contradiction. */
    public Weight weight() {
        return weight;
    }

    /**
     * The level that the catalogue writes so.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Level of(String text) {
        for (Level level : values()) {
            if (level.text.equals(text)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no level: " + text);
    }

    /** As the RFCs write it: {@code MUST NOT}. */
    @Override
    public String toString() {
        return text;
    }
}
