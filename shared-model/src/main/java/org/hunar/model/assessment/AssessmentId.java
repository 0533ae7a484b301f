package org.hunar.model.assessment;

import java.util.UUID;

/** Identifies an assessment, by a UUID made on the phone. */
public record AssessmentId(UUID value) implements Comparable<AssessmentId> {
    public static AssessmentId of(String text) {
        return new AssessmentId(UUID.fromString(text));
    }

    /** Orders as the text does, on every platform and in both databases. */
    @Override
    public int compareTo(AssessmentId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
