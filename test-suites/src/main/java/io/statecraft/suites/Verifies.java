package io.statecraft.suites;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The requirements that a test is about, as in {@code RFC9293:MUST-12} or {@code RFC5961-3}; what {@code verifies:} is in a scenario. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Verifies {
    /** Ids of the catalogue, or sections such as {@code RFC9293:3.10.7.4}. */
    String[] value();
}
