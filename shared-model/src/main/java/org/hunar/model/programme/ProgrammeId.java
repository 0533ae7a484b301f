package org.hunar.model.programme;

import org.hunar.model.Code;

/** Identifies a programme by its short code. */
public record ProgrammeId(String value) implements Comparable<ProgrammeId> {
    public ProgrammeId {
        Code.require(value);
    }

    @Override
    public int compareTo(ProgrammeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
