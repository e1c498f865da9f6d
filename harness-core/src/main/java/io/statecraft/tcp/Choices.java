package io.statecraft.tcp;

/** Answers the choices that the rules ask. */
@FunctionalInterface
public interface Choices {

    /** One of {@code choice.answers()}. */
    Answer pick(Choice choice);
}
