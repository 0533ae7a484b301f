package org.hunar.model.programme;

import org.hunar.model.Code;

/** Identifies a cohort; unique over all programmes, since a scope is named by it alone by its short code. */
public record CohortId(String value) implements Comparable<CohortId> {
    public CohortId {
        Code.require(value);
    }

    @Override
    public int compareTo(CohortId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
