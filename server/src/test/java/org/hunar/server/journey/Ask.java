package org.hunar.server.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Something that users of other tools ask for, and that the test shows here. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Ask {
    /** Place in the list of what users ask for most, from 1. */
    int value();

    /** Where they ask for it: threads and issues of other projects. */
    String[] cites();
}
