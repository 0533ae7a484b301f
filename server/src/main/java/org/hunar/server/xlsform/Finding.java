package org.hunar.server.xlsform;

import org.hunar.model.problem.Violation;

/**
 * What is wrong in a workbook, or may be.
 *
 * @param code stable, upper case; programs branch on it
 * @param message a sentence for the manager that says what to do
 */
public record Finding(Level level, Place place, String code, String message) {
    public enum Level {
        /** There is no form to be made of it. */
        ERROR,
        /** A form, but none that an assessment can be published with. */
        PUBLISHING,
        /** May be meant so. */
        WARNING
    }

    public Violation toViolation() {
        return new Violation(place.toString(), code, message);
    }
}
